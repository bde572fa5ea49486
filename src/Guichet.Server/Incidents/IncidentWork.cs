using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Answering;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Incidents.Guests;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Mentions;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents;

/// <summary>What somebody says with an act.</summary>
/// <param name="Incident">On which incident.</param>
/// <param name="Id">Made by the writer: the same again is written once.</param>
/// <param name="Body">Markdown; may be empty where the act says it all.</param>
/// <param name="Minutes">Time spent (R3).</param>
/// <param name="ExpectedVersion">The version the writer has read; null where any will do.</param>
internal sealed record Saying(Guid Incident, Guid Id, string? Body, int? Minutes, int? ExpectedVersion)
{
    public string Text => Body?.Trim() ?? "";

    /// <summary>By somebody whom the customer lets see the incident, and who acts for neither side.</summary>
    public bool AsGuest { get; init; }

    /// <summary>The draft that it was made from, which goes with it; null for any.</summary>
    public Wire.SentDraft? Draft { get; init; }

    /// <summary>What the act asks besides its words, by <see cref="Fingerprint"/>; null where they say it all.
    /// </summary>
    public string? Facts { get; init; }

    /// <summary>The part that it answers: the same words about another one are another answer.</summary>
    public Guid? Part { get; init; }
}

/// <summary>What a rule gets to see of its turn.</summary>
/// <param name="Incident">The incident as it stands.</param>
/// <param name="Said">What is said, by whom and when.</param>
/// <param name="Terms">What is in force.</param>
internal sealed record Turn(Incident Incident, Utterance Said, Terms Terms)
{
    public PolicyInForce Policy => Terms.Policy;
}

/// <summary>An act that looks at more than its incident, or writes more: on the database of the operation.</summary>
internal delegate Task<Result<Message>> ActWithMore(Database database, Turn turn);

/// <summary>What every act on an incident has in common: found among what the actor may see, done once for its id, at
/// the version expected, kept with its message, its ledger lines and what must leave the house.</summary>
internal sealed class IncidentWork(
    UnitOfWork work, InForce inForce, AnswerLinks links, IClock clock, SweepBell<SoundAlarms> alarms)
{
    /// <summary>Says something that both sides see. Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>,
    /// <c>message.id-reused</c>, <c>version.changed</c>, and as the rule refuses.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="side">On which side one must be for this act.</param>
    /// <param name="kind">What the message will be, by which a repetition is known.</param>
    /// <param name="saying">What is said.</param>
    /// <param name="rule">The act.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<Wire.IncidentStateView>> SayAsync(
        Actor actor,
        ActBy side,
        MessageKind kind,
        Saying saying,
        Func<Turn, Result<Message>> rule,
        CancellationToken cancel) =>
        SayAsync(actor, side, kind, saying, (_, turn) => Task.FromResult(rule(turn)), cancel);

    /// <summary>The same for an act that looks at more than its incident, or writes more.</summary>
    public async Task<Result<Wire.IncidentStateView>> SayAsync(
        Actor actor, ActBy side, MessageKind kind, Saying saying, ActWithMore act, CancellationToken cancel)
    {
        Instant? nextAlarm = null;
        var said = new Utterance(
            new MessageId(saying.Id),
            actor.Person,
            actor.Name,
            saying.Text,
            side == ActBy.Agent ? saying.Minutes : null,
            clock.GetCurrentInstant())
        {
            Channel = actor.ComesBy(),
        };
        var result = await ChangeAsync(
            database => saying.AsGuest
                ? database.FindIncidentOfGuestAsync(actor, saying.Incident, cancel)
                : database.FindIncidentAsync(actor, saying.Incident, cancel),
            async (database, incident) =>
            {
                if (!saying.AsGuest && actor.ActsAs() != side)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                if (await database.Set<Message>().FindAsync([said.Id], cancel) is { } written)
                {
                    return await DifferingAsync(database, written, incident, said, (kind, saying), cancel)
                        is { Count: > 0 } different
                        ? new Refusal("message.id-reused", "The id was used for another message.").Naming(different)
                        : incident.AsState();
                }

                if (await database.WhyNotAtAsync(actor, saying.ExpectedVersion, incident, cancel) is { } changed)
                {
                    return changed;
                }

                var applied = await ApplyAsync(database, incident, said, act, cancel);
                nextAlarm = incident.NextAlarmAt;
                if (applied.Refusal is null)
                {
                    var entry = await database.Set<Message>().FindAsync([said.Id], cancel);
                    database.Entry(entry!).Property(MessageMapping.RequestHash).CurrentValue = saying.Facts;
                    await database.DropSentAsync(actor.Person, saying, cancel);
                    await database.DealWithMentionAsync(actor.Person, incident.Id, cancel);
                }

                return applied;
            },
            cancel);
        if (nextAlarm is { } at && result.Refusal is null)
        {
            alarms.RingAt(at);
        }

        return result;
    }

    /// <summary>Does something to an incident that the actor sees. Refused: <c>incident.unknown</c>, and as the act
    /// refuses.</summary>
    public Task<Result<Wire.IncidentStateView>> ChangeAsync(
        Actor actor,
        Guid id,
        Func<Database, Incident, Task<Result<Wire.IncidentStateView>>> act,
        CancellationToken cancel) =>
        ChangeAsync(database => database.FindIncidentAsync(actor, id, cancel), act, cancel);

    private Task<Result<Wire.IncidentStateView>> ChangeAsync(
        Func<Database, Task<Incident?>> find,
        Func<Database, Incident, Task<Result<Wire.IncidentStateView>>> act,
        CancellationToken cancel) =>
        work.RunAsync(
            async database => await find(database) is { } incident
                ? await act(database, incident)
                : new Refusal("incident.unknown", "There is no such incident."),
            cancel);

    /// <summary>The clock's own act, on an incident that it has found itself.</summary>
    public Task<Result<Wire.IncidentStateView>> LetClockActAsync(
        IncidentId id, MessageId message, Func<Turn, Result<Message>> rule, CancellationToken cancel)
    {
        var said = new Utterance(message, null, "", "", null, clock.GetCurrentInstant())
        {
            Channel = Channel.Automatic,
        };
        return work.RunAsync(
            async database => await ApplyAsync(
                database,
                await database.Set<Incident>().SingleAsync(incident => incident.Id == id, cancel),
                said,
                (_, turn) => Task.FromResult(rule(turn)),
                cancel),
            cancel);
    }

    /// <summary>Moves the credit as the act has decided (R23, R25).</summary>
    public static async Task SettleAsync(
        Database database,
        ChargeState before,
        Incident incident,
        PersonId? by,
        string reason,
        PolicyInForce policy,
        Instant at,
        CancellationToken cancel)
    {
        if (incident.Pack is { } packId && CreditSettlement.IsDue(before, incident.Charge))
        {
            var pack = await database.LoadPackAsync(packId, cancel);
            var today = policy.DayOf(at);
            var grace = await database.GraceDaysAsync(pack, policy, today, cancel);
            var lines = CreditSettlement.Settle(before, incident, pack, by, reason, today, at, grace);
            await database.AppendAsync(pack, lines, cancel);
        }
    }

    private async Task<Result<Wire.IncidentStateView>> ApplyAsync(
        Database database,
        Incident incident,
        Utterance said,
        ActWithMore act,
        CancellationToken cancel)
    {
        var terms = await inForce.ReadAsync(database, cancel);
        var (before, was) = (incident.Charge, BeforeAct.Of(incident));
        var wasOpen = incident.IsOpen;
        var turn = new Turn(incident, said, terms);
        if (!(await act(database, turn)).Succeeded(out var message, out var refusal))
        {
            return refusal;
        }

        database.Add(message.WithChanges(was.Status, was.Severity, was.Hours, incident));
        await database.KeepClocksAsync(was, turn, message, inForce, cancel);
        var why = LedgerReason(message, incident);
        await SettleAsync(database, before, incident, said.Author, why, terms.Policy, said.At, cancel);
        var link = await links.RenewAsync(database, was.Status, turn, message, cancel);
        database.AddRange(Told(incident, message, wasOpen, link, said.At));
        if (OutboxKind(message.Kind) is not null)
        {
            await database.KeepForWatchersAsync(incident.Id, said.Author, said.At, cancel);
        }

        return incident.AsState();
    }

    /// <summary>What leaves the house; the link only with what its reader is asked by.</summary>
    private static IEnumerable<OutboxMessage> Told(
        Incident incident, Message message, bool wasOpen, string? link, Instant at)
    {
        var payload = new { incident = incident.Id.Value, message = message.Id.Value };
        var asks = new { payload.incident, payload.message, link };
        var told = OutboxKind(message.Kind);
        if (told is not null)
        {
            var leaving = told is Closed or SolutionOffered
                ? OutboxMessage.Of(told, asks, at)
                : OutboxMessage.Of(told, payload, at);
            leaving.DueAt = told == Replied ? at + Calm : at;
            yield return leaving;
        }

        if (told == Replied)
        {
            yield return OutboxMessage.Of(ReplyWritten, payload, at);
        }

        if (wasOpen && !incident.IsOpen && told != Closed)
        {
            yield return OutboxMessage.Of(Closed, asks, at);
        }
    }

    private static async Task<IReadOnlyList<string>> DifferingAsync(
        Database database,
        Message written,
        Incident incident,
        Utterance said,
        (MessageKind Kind, Saying Saying) asked,
        CancellationToken cancel)
    {
        var different = Fingerprint.Differing(
            ("sender", written.Author == said.Author),
            ("incident", written.Incident == incident.Id),
            ("kind", written.Kind == asked.Kind),
            ("part", asked.Saying.Part is not { } part || await database.Set<ProposedPart>().AnyAsync(
                one => one.Id == new IncidentId(part) && one.Answer == written.Id, cancel)),
            ("body", written.Body == said.Body),
            ("minutes", written.Minutes == said.Minutes));
        var kept = (string?)database.Entry(written).Property(MessageMapping.RequestHash).CurrentValue;
        return different.Count > 0 || kept is null || asked.Saying.Facts is not { } facts
            ? different
            : Fingerprint.Differences(kept, facts);
    }

    /// <summary>Tells of each reply at once whoever need not be spared a burst of mails: programs.</summary>
    public const string ReplyWritten = "incident.reply-written";

    /// <summary>How long the mail of a reply waits for another one by the same writer: both are told by one.</summary>
    public static readonly Duration Calm = Duration.FromMinutes(2);

    private const string Replied = "incident.replied";
    private const string Closed = "incident.closed";
    private const string SolutionOffered = "incident.solution-offered";

    /// <summary>As the pack's statement explains it: <c>incident.solved</c>, <c>incident.product-defect</c>.</summary>
    private static string LedgerReason(Message message, Incident incident) =>
        message.Kind == MessageKind.CreditAsked ? "response.missed"
        : message.Kind == MessageKind.DisputeUpheld ? "dispute.upheld"
        : incident.ClosingReason switch
        {
            ClosingReason.Solved => "incident.solved",
            ClosingReason.OutOfScope => "incident.out-of-scope",
            ClosingReason.Unresolved => "incident.unresolved",
            ClosingReason.CustomersWish => "incident.customers-wish",
            ClosingReason.ProductDefect => "incident.product-defect",
            ClosingReason.Duplicate => "incident.duplicate",
            null => "",
        };

    /// <summary>What leaves the house; null where the page says it soon enough.</summary>
    private static string? OutboxKind(MessageKind kind) => kind switch
    {
        MessageKind.Problem => "incident.submitted",
        MessageKind.Reply => Replied,
        MessageKind.StatementProposed => "incident.statement-proposed",
        MessageKind.StatementAccepted => "incident.statement-accepted",
        MessageKind.StatementCountered => "incident.statement-countered",
        MessageKind.SolutionOffered => SolutionOffered,
        MessageKind.SolutionAccepted => "incident.solution-accepted",
        MessageKind.SolutionRefused => "incident.solution-refused",
        MessageKind.Closed => Closed,
        MessageKind.Reopened => "incident.reopened",
        MessageKind.SeverityChanged => "incident.severity-changed",
        MessageKind.PartsProposed => "incident.parts-proposed",
        MessageKind.PartAccepted => "incident.part-accepted",
        MessageKind.PartDeclined => "incident.part-declined",
        MessageKind.PartWithdrawn => null,
        MessageKind.CreditAsked => "incident.credit-asked",
        MessageKind.ChargeDisputed => "incident.charge-disputed",
        MessageKind.DisputeUpheld => "incident.dispute-upheld",
        MessageKind.DisputeRejected => "incident.dispute-rejected",
        MessageKind.Call or MessageKind.RemoteSession or MessageKind.Research => "incident.work-recorded",
        MessageKind.ContactTried => "incident.contact-tried",
    };
}
