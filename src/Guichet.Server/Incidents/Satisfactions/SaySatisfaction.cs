using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;

namespace Guichet.Server.Incidents.Satisfactions;

/// <summary>The customer says how it went, or says it anew.</summary>
internal sealed class SaySatisfaction(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>, <c>satisfaction.not-asked</c>,
    /// <c>satisfaction.too-late</c>.</summary>
    public Task<Result<SatisfactionView>> RunAsync(
        SignedIn signedIn, Guid id, NewSatisfaction satisfaction, CancellationToken cancel) =>
        RunAsync(signedIn, id, satisfaction, null, cancel);

    /// <inheritdoc cref="RunAsync(SignedIn, Guid, NewSatisfaction, CancellationToken)"/>
    /// <param name="signedIn">Who says it.</param>
    /// <param name="id">About which incident.</param>
    /// <param name="satisfaction">What.</param>
    /// <param name="byLinkFrom">From which address, where it comes by the link of a mail: the audit log keeps that.
    /// </param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<SatisfactionView>> RunAsync(
        SignedIn signedIn, Guid id, NewSatisfaction satisfaction, string? byLinkFrom, CancellationToken cancel)
    {
        var (actor, now) = (signedIn.Actor, clock.GetCurrentInstant());
        return work.RunAsync<SatisfactionView>(
            async database =>
            {
                if (await database.FindIncidentAsync(actor, id, cancel) is not { } incident)
                {
                    return new Refusal("incident.unknown", "There is no such incident.");
                }

                if (actor.ActsAs() != ActBy.Customer)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                var terms = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Closing;
                var given = await database.Set<Satisfaction>().FindAsync([incident.Id], cancel);
                var comment = satisfaction.Comment?.Trim() ?? "";
                if (!Satisfaction.Say(
                    given, incident, actor.Person, satisfaction.Rating!.Value, comment, terms, now)
                    .Succeeded(out var said, out var refusal))
                {
                    return refusal;
                }

                if (given is null)
                {
                    database.Add(said);
                }

                if (byLinkFrom is not null)
                {
                    database.Audit(now, actor.Person, "incident.rated-by-link", incident.Id.Value, byLinkFrom);
                }

                return said.AsView(incident, terms, now);
            },
            cancel);
    }
}
