using Guichet.Client.Policies;
using Guichet.Coverage;
using Guichet.Files.Policies;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;

namespace Guichet.Server.Workshop;

/// <summary>What would change if a policy were put in force. Nothing is written.</summary>
internal sealed class PreviewPolicy(IStorage storage, InForce inForce, IClock clock)
{
    /// <summary>Past it the answer says "at least".</summary>
    private const int MostClocks = 10_000;

    private const int ClocksAtOnce = 1_000;

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

    private static async Task<RunningClocksView> LookAtClocksAsync(
        Database database,
        (PolicyInForce Before, PolicyInForce After) policies,
        Instant now,
        CancellationToken cancel)
    {
        var moves = new Dictionary<PromiseMove, int>();
        var looked = 0;
        OpenPromise? last = null;
        while (looked < MostClocks)
        {
            var page = await database.ListPromisesAsync(last, ClocksAtOnce, cancel);
            foreach (var promise in page)
            {
                var move = Find(promise, policies, now);
                moves[move] = moves.GetValueOrDefault(move) + 1;
            }

            looked += page.Count;
            if (page.Count < ClocksAtOnce)
            {
                last = null;
                break;
            }

            last = page[^1];
        }

        var isMore = last is not null && (await database.ListPromisesAsync(last, 1, cancel)).Count > 0;
        var missed = moves.GetValueOrDefault(PromiseMove.Missed);
        return new RunningClocksView(
            looked,
            isMore,
            moves.GetValueOrDefault(PromiseMove.Earlier) + missed,
            missed,
            moves.GetValueOrDefault(PromiseMove.Later));
    }

    /// <summary>Every severity has a target for every plan, or the policy would have mistakes; a calendar that gives no
    /// instant leaves the promise where it is.</summary>
    private static PromiseMove Find(
        OpenPromise promise, (PolicyInForce Before, PolicyInForce After) policies, Instant now) =>
        Again(promise, policies.Before).Succeeded(out var before, out _)
        && Again(promise, policies.After).Succeeded(out var after, out _)
            ? PromiseMoves.Find(promise.DueAt, before.DueAt, after.DueAt, now)
            : PromiseMove.Stays;

    private static Result<ResponseClock> Again(OpenPromise promise, PolicyInForce policy) =>
        policy.StartClock(promise.Plan, promise.Severity, promise.Hours, promise.Country, promise.StartedAt);
}
