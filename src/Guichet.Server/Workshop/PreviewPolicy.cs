using Guichet.Client.Policies;
using Guichet.Coverage;
using Guichet.Files.Policies;
using Guichet.Incidents;
using Guichet.Server.Calendars;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;

namespace Guichet.Server.Workshop;

/// <summary>What would change if a policy were put in force. Nothing is written.</summary>
internal sealed class PreviewPolicy(IStorage storage, InForce inForce, RevisePolicy revise, IClock clock)
{
    /// <summary>Past it the answer says "at least".</summary>
    private const int MostIncidents = 10_000;

    private const int IncidentsAtOnce = 500;

    /// <summary>Refused: <c>policy.mistakes</c>.</summary>
    /// <param name="text">The policy.</param>
    /// <param name="on">The day on which coverage is compared; null: today.</param>
    /// <param name="cancel">Stops the counting.</param>
    public async Task<Result<PolicyChangesView>> RunAsync(string text, LocalDate? on, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var reading = PolicyFile.Read(text, now);
        if (reading.Value is not { } policy)
        {
            return FileMistakes.Refuse("policy.mistakes", reading.Mistakes);
        }

        await using var database = storage.Read();
        var terms = await inForce.ReadAsync(database, cancel);
        var after = new PolicyInForce(policy);
        var day = on ?? after.DayOf(now);
        var coverage = CoverageComparison.Between(
            terms.Coverage, policy.CoverageOver(terms.Catalog.Products), day);
        var packs = coverage.Losses.Count == 0
            ? []
            : await database.CountPacksAsync([.. coverage.Losses.Select(loss => loss.Plan)], day, cancel);
        return new PolicyChangesView(
            day.ToDateOnly(),
            terms.Policy.Version,
            PolicyDifference.Between(terms.Policy.Policy, policy).Views(),
            coverage.Openings.Views(),
            coverage.Losses.Views(packs),
            await LookAtClocksAsync(database, (terms.Policy, after), now, cancel));
    }

    /// <summary>The same of a calendar that is changed. Refused as <see cref="ChangeCalendar"/> refuses it.</summary>
    public async Task<Result<PolicyChangesView>> RunAsync(CalendarRevision revision, CancellationToken cancel) =>
        (await revise.WriteAsync(revision.Write, cancel)).Succeeded(out var text, out var refusal)
            ? await RunAsync(text, on: null, cancel)
            : refusal;

    private async Task<RunningClocksView> LookAtClocksAsync(
        Database database,
        (PolicyInForce Before, PolicyInForce After) policies,
        Instant now,
        CancellationToken cancel)
    {
        var moves = new List<PromiseMove>();
        Guid? last = null;
        for (var looked = 0; looked < MostIncidents; looked += IncidentsAtOnce)
        {
            var page = await database.ListOpenAsync(last, IncidentsAtOnce, cancel);
            var histories = await database.ReadHistoriesAsync([.. page.Select(one => one.Id)], cancel);
            foreach (var incident in page)
            {
                List<ClockEvent> history =
                [
                    .. histories[incident.Id]
                        .DefaultIfEmpty(ClockHistory.StartOf(incident, incident.Severity, incident.Hours)),
                ];
                var before = List(incident, history, policies.Before);
                var after = List(incident, history, policies.After);
                foreach (var (made, _) in await database.ListRunningAsync(incident, history, inForce, cancel))
                {
                    moves.Add(Find(made.DueAt, DueOf(before, made.Kind), DueOf(after, made.Kind), now));
                }
            }

            if (page.Count < IncidentsAtOnce)
            {
                return Count(moves, isMore: false);
            }

            last = page[^1].Id.Value;
        }

        return Count(moves, (await database.ListOpenAsync(last, 1, cancel)).Count > 0);
    }

    private static RunningClocksView Count(List<PromiseMove> moves, bool isMore)
    {
        var missed = moves.Count(move => move == PromiseMove.Missed);
        return new RunningClocksView(
            moves.Count,
            isMore,
            moves.Count(move => move == PromiseMove.Earlier) + missed,
            missed,
            moves.Count(move => move == PromiseMove.Later));
    }

    /// <summary>What a policy would promise after all that has happened since the submission, the first response
    /// among it, given or not.</summary>
    private static List<(PromiseKind Kind, Instant? DueAt)> List(
        Incident incident, IReadOnlyList<ClockEvent> history, PolicyInForce policy)
    {
        var (first, plan, country) = (incident.Clock, incident.Plan, incident.Country);
        var promises = policy.PromisesAfter(history, plan, country)
            .Select(promise => (promise.Kind, promise.DueAt))
            .ToList();
        var started = policy.StartClock(plan, first.Severity, first.Hours, country, first.StartedAt);
        if (started.Succeeded(out var clock, out _))
        {
            promises.Add((PromiseKind.FirstResponse, clock.DueAt));
        }

        return promises;
    }

    private static Instant? DueOf(List<(PromiseKind Kind, Instant? DueAt)> promises, PromiseKind kind) =>
        promises.Find(promise => promise.Kind == kind).DueAt;

    /// <summary>Every severity has a target for every plan, or the policy would have mistakes. A calendar that gives no
    /// instant leaves a promise where it is, and so does a clock that stands.</summary>
    private static PromiseMove Find(Instant? promised, Instant? before, Instant? after, Instant now) =>
        promised is { } made && before is { } one && after is { } other
            ? PromiseMoves.Find(made, one, other, now)
            : PromiseMove.Stays;
}
