using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Coverage;
using Guichet.Server.Incidents.Links;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ActBy = Guichet.Incidents.ActBy;
using IncidentLinkKind = Guichet.Incidents.IncidentLinkKind;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Splitting;

/// <summary>The customer answers a proposed part (R1), once; the agent takes one back before that.</summary>
internal sealed class AnswerSplit(IncidentWork work)
{
    /// <summary>Submits the part as an incident with its id, in the same transaction: decision, credit, promise, link
    /// and answer, or nothing. Refused: <c>part.unknown</c>, <c>split.part-answered</c>, as a submission refuses, and
    /// as every act on an incident.</summary>
    public Task<Result<IncidentStateView>> AcceptAsync(
        SignedIn signedIn, Guid incident, Guid part, NewAcceptance words, CancellationToken cancel) =>
        SettleAsync(
            signedIn,
            new Saying(incident, words.Id!.Value, words.Body, null, null) { Part = part },
            MessageKind.PartAccepted,
            async (database, turn, found) =>
                turn.Incident.AcceptPart(found, turn.Said).Succeeded(out var message, out var refusal)
                    && (refusal = await OpenAsync(database, turn, found, signedIn.Actor, cancel)) is null
                    ? message
                    : refusal!,
            cancel);

    /// <summary>The part is not opened; who declined it, and when, stays written. Refused: <c>part.unknown</c>,
    /// <c>split.part-answered</c>, and as every act on an incident.</summary>
    public Task<Result<IncidentStateView>> DeclineAsync(
        SignedIn signedIn, Guid incident, Guid part, NewAcceptance words, CancellationToken cancel) =>
        SettleAsync(
            signedIn,
            new Saying(incident, words.Id!.Value, words.Body, null, null) { Part = part },
            MessageKind.PartDeclined,
            (_, turn, found) => Task.FromResult(turn.Incident.DeclinePart(found, turn.Said)),
            cancel);

    /// <summary>Refused as declining is.</summary>
    public Task<Result<IncidentStateView>> WithdrawAsync(
        SignedIn signedIn, Guid incident, Guid part, NewAcceptance words, CancellationToken cancel) =>
        SettleAsync(
            signedIn,
            new Saying(incident, words.Id!.Value, words.Body, null, null) { Part = part },
            MessageKind.PartWithdrawn,
            (_, turn, found) => Task.FromResult(turn.Incident.WithdrawPart(found, turn.Said)),
            cancel);

    private Task<Result<IncidentStateView>> SettleAsync(
        SignedIn signedIn,
        Saying saying,
        MessageKind kind,
        Func<Database, Turn, ProposedPart, Task<Result<Message>>> act,
        CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            kind == MessageKind.PartWithdrawn ? ActBy.Agent : ActBy.Customer,
            kind,
            saying,
            async (database, turn) =>
            {
                var (id, incident) = (new IncidentId(saying.Part!.Value), turn.Incident.Id);
                var found = await database.Set<ProposedPart>()
                    .SingleOrDefaultAsync(one => one.Id == id && one.Incident == incident, cancel);
                return found is null
                    ? new Refusal("part.unknown", "There is no such part.")
                    : await act(database, turn, found);
            },
            cancel);

    /// <summary>As a submission by whoever accepts, with the original's contacts and hours; why not, where a rule says
    /// no.</summary>
    private static async Task<Refusal?> OpenAsync(
        Database database, Turn turn, ProposedPart part, Actor actor, CancellationToken cancel)
    {
        var (original, now) = (turn.Incident, turn.Said.At);
        var held = await database.ReadHeldPacksAsync(actor, cancel);
        if (!SubmissionGrounds.Find(actor, original.AsksFor(part.Plan, part.Severity), held, turn.Terms, now)
            .Succeeded(out var grounds, out var refusal))
        {
            return refusal;
        }

        refusal = grounds.Reserve(part.Id.Value, actor, turn.Terms, now, out var reserved);
        if (refusal is not null
            || !Incident.Submit(SubmissionOf(turn, part, actor, grounds)).Succeeded(out var opened, out refusal))
        {
            return refusal;
        }

        var entry = database.Add(opened.Incident);
        entry.Property("Coverage").CurrentValue = CoverageRecord.Write(grounds.Decision);
        entry.Property("RequestHash").CurrentValue =
            Fingerprint.Of(actor.Person.Value, new { part = part.Id.Value });
        database.Add(opened.Problem);
        if (reserved is not null)
        {
            database.Append(reserved);
            if (WarnOfPacks.MessageOf(reserved, grounds.Pack!, turn.Terms.Policy, actor.Person, now) is { } fewLeft)
            {
                database.Add(fewLeft);
            }
        }

        database.Add(OutboxMessage.Of("incident.submitted", new { incident = part.Id.Value }, now));
        return await database.LinkAsync(
            part.Id, IncidentLinkKind.SplitsFrom, original.Id, actor.Person, now, cancel);
    }

    private static Submission SubmissionOf(
        Turn turn, ProposedPart part, Actor actor, SubmissionGrounds grounds)
    {
        var original = turn.Incident;
        return new Submission
        {
            Id = part.Id,
            Customer = actor.Person,
            CustomerName = actor.Name,
            Organization = original.Organization,
            Country = actor.Country,
            Release = original.Release,
            ReleaseName = original.ReleaseName,
            Wants = original.Wants,
            Plan = grounds.Plan.Key,
            Pack = grounds.Pack?.Id,
            Counted = grounds.Counted,
            Severity = part.Severity,
            Hours = original.Hours,
            Title = part.Title,
            Description = part.Description.Length > 0 ? part.Description : part.Title,
            Contacts = original.Contacts,
            NoGuaranteeAccepted = true,
            Clock = grounds.Clock,
            NextAlarmAt = grounds.NextAlarmAt,
            Promise = grounds.Promise,
            Team = original.Team,
            FirstMessage = new MessageId(Guid.CreateVersion7(turn.Said.At.ToDateTimeOffset())),
            PolicyVersion = turn.Terms.Policy.Version,
            CatalogVersion = turn.Terms.Catalog.Version,
            At = turn.Said.At,
        };
    }
}
