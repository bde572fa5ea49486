using Guichet.Accounts;
using Guichet.Coverage;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Coverage;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Splitting;

/// <summary>A plan that a part could be charged to.</summary>
internal sealed record PlanForPart(SupportPlan Plan, Wire.PartPackView? Pack);

internal static class SplitQueries
{
    /// <summary>What a part of the incident asks for: all as with the incident, but with its own plan and severity.
    /// </summary>
    public static AskedSupport AsksFor(this Incident incident, string plan, Severity severity) =>
        new(incident.Release, incident.Wants, plan, severity, incident.Hours);

    /// <summary>The person as they would act: what coverage asks about the customer of an incident.</summary>
    public static async Task<Actor> FindActorAsync(
        this Database database, PersonId id, CancellationToken cancel)
    {
        var found = await (
            from person in database.Set<Person>()
            join organization in database.Set<Organization>()
                on person.OrganizationId equals organization.Id into organizations
            from organization in organizations.DefaultIfEmpty()
            where person.Id == id
            select new { person, organization }).AsNoTracking().SingleAsync(cancel);
        var enrollments = await database.ReadEnrollmentsAsync(found.organization?.Id, cancel);
        return AccountQueries.AsSignedIn(found.person, found.organization, enrollments).Actor;
    }

    /// <summary>The parts of an incident as they were proposed, each with what accepting it would cost now; null where
    /// the actor does not see the incident.</summary>
    public static async Task<IReadOnlyList<Wire.PartView>?> ListPartsAsync(
        this Database database, Actor actor, Guid id, Terms terms, Instant now, CancellationToken cancel)
    {
        if (await database.FindIncidentAsync(actor, id, cancel) is not { } incident)
        {
            return null;
        }

        var parts = await database.Set<ProposedPart>().AsNoTracking()
            .Where(part => part.Incident == incident.Id)
            .OrderBy(part => part.Proposal)
            .ThenBy(part => part.Position)
            .ToListAsync(cancel);
        IncidentId[] ids = [.. parts.Where(part => part.Status == PartStatus.Accepted).Select(part => part.Id)];
        var numbers = await database.Set<Incident>()
            .Where(one => ids.Contains(one.Id))
            .ToDictionaryAsync(one => one.Id, one => one.Number, cancel);
        var held = incident.WaitingParts > 0
            ? await database.HeldByPayerAsync(actor, incident, cancel)
            : default;
        return
        [
            .. parts.Select(part =>
            {
                Refusal? refusal = null;
                var grounds = part.Status == PartStatus.Waiting
                    && SubmissionGrounds
                        .Find(held.Payer, incident.AsksFor(part.Plan, part.Severity), held.Packs, terms, now)
                        .Succeeded(out var found, out refusal)
                    ? found
                    : null;
                return AsView(part, grounds, refusal, numbers.TryGetValue(part.Id, out var number) ? number : null);
            }),
        ];
    }

    /// <summary>The plans that a part of the incident could be charged to today, by what its customer holds.</summary>
    public static async Task<IReadOnlyList<PlanForPart>> ListPlansForPartsAsync(
        this Database database, Actor actor, Guid id, Terms terms, Instant now, CancellationToken cancel)
    {
        if (!actor.IsAgent || await database.FindIncidentAsync(actor, id, cancel) is not { } incident)
        {
            return [];
        }

        var (payer, packs) = await database.HeldByPayerAsync(actor, incident, cancel);
        return
        [
            .. terms.Policy.Policy.Plans
                .Select(plan => SubmissionGrounds.Find(
                    payer, incident.AsksFor(plan.Key, incident.Severity), packs, terms, now))
                .Where(grounds => grounds.Refusal is null)
                .Select(grounds => new PlanForPart(grounds.Value.Plan, PackOf(grounds.Value))),
        ];
    }

    /// <summary>A customer pays with what they may use themselves; an agent is shown what the incident's customer may.
    /// </summary>
    private static async Task<(Actor Payer, IReadOnlyList<HeldPack> Packs)> HeldByPayerAsync(
        this Database database, Actor actor, Incident incident, CancellationToken cancel)
    {
        var payer = actor.IsAgent ? await database.FindActorAsync(incident.Customer, cancel) : actor;
        return (payer, await database.ReadHeldPacksAsync(payer, cancel));
    }

    private static Wire.PartPackView? PackOf(SubmissionGrounds? grounds) => grounds?.Pack is { } pack
        ? new Wire.PartPackView(pack.Id.Value, pack.Available, pack.ExpiresOn?.ToDateOnly())
        : null;

    private static Wire.PartView AsView(
        ProposedPart part, SubmissionGrounds? grounds, Refusal? refusal, long? number) => new(
        part.Id.Value,
        part.Proposal.Value,
        part.Title,
        part.Description,
        part.Severity.As<Wire.Severity>(),
        part.Plan,
        part.Counted ? 1 : 0,
        PackOf(grounds),
        grounds?.Clock.DueAt.ToDateTimeOffset(),
        refusal?.Code,
        part.Status.As<Wire.PartStatus>(),
        part.Answer?.Value,
        part.AnsweredByName,
        part.AnsweredAt?.ToDateTimeOffset(),
        number);
}
