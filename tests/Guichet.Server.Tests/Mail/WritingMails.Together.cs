using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Mentions;
using Guichet.Server.Storage;

namespace Guichet.Server.Tests.Mail;

/// <summary>From the desk to the desk: neither says what a note says.</summary>
public sealed partial class WritingMails
{
    private async Task TogetherAsync(Somebody reader, string language)
    {
        var writer = await NamedAsync(Role.SupportManager, "Maria Costa", language);
        var note = new Note(
            new MessageId(Guid.Parse("01900000-0000-7000-8000-000000000009")),
            Incident,
            writer.Id,
            "Maria Costa",
            "ZEBRA: look at this, @Ada Berg.",
            null,
            Today);
        await StoreAsync(_ => note);
        await StoreAsync(_ => new IncidentWatcher { Incident = Incident, Person = reader.Id, AddedAt = Today });
        var (incident, person) = (Incident.Value, reader.Id.Value);
        await WriteAsync(IncidentMention.Kind, new { incident, note = note.Id.Value, person });
        await WriteAsync(TellWatchers.Kind, new WatchedTold(incident, person, Microseconds.Of(Today)));
        Assert.DoesNotContain("ZEBRA", written.ToString(), StringComparison.Ordinal);
    }
}
