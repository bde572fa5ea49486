using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Incidents.Guests;

namespace Guichet.Server.Tests.Mail;

/// <summary>To guests of the incident, and about them.</summary>
public sealed partial class WritingMails
{
    private async Task GuestsAsync(Somebody customer, Somebody agent, string language)
    {
        var person = await NamedAsync(Role.Customer, "Ivo Lund", language);
        var guest = Guid.Parse("01900000-0000-7000-8000-000000000009");
        await StoreAsync(_ => new IncidentGuest
        {
            Id = guest,
            Incident = Incident,
            Email = "lund@example.test",
            NormalizedEmail = "LUND@EXAMPLE.TEST",
            Language = language,
            InvitedBy = customer.Id,
            TokenHash = "hash",
            CreatedAt = Today,
            ExpiresAt = Today + Duration.FromDays(14),
        });
        await WriteAsync(InviteGuest.Kind, new { guest, path = "/guest/invitation/abc" });
        await StoreAsync(database =>
        {
            var invited = database.Set<IncidentGuest>().Single(one => one.Id == guest);
            (invited.Person, invited.AcceptedAt) = (person.Id, Today);
            return null;
        });
        var message = await SaidAsync(agent.Id, "Ada Berg", "It is a known one.", ActBy.Agent);
        await WriteAsync("guest.news", new { guest, message });
        message = await SaidAsync(person.Id, "Ivo Lund", "We see it here, too.", ActBy.Customer);
        await WriteAsync("guest.wrote", new { guest, message });
        var colleague = await NamedAsync(Role.Customer, "Lea Roux", language);
        message = await SaidAsync(colleague.Id, "Lea Roux", "The log is attached.", ActBy.Customer);
        await WriteAsync("incident.colleague-wrote", new { incident = Incident.Value, message });
    }

    private async Task<Guid> SaidAsync(PersonId author, string name, string body, ActBy by)
    {
        var id = new MessageId(Guid.CreateVersion7());
        await StoreAsync(_ => new Message(
            id, Incident, MessageKind.Reply, by, author, name, body, null, Today + Duration.FromHours(9)));
        return id.Value;
    }
}
