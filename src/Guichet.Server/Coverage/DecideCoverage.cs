using Guichet.Accounts;
using Guichet.Client.Coverage;
using Guichet.Coverage;
using Guichet.Plans;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using CoverageQuestion = Guichet.Client.Coverage.CoverageQuestion;

namespace Guichet.Server.Coverage;

/// <summary>Which plans support a problem, for the person who asks, for somebody supposed or for a visitor. It reads
/// only.</summary>
internal sealed class DecideCoverage(IStorage storage, InForce inForce, CoverageViews views, IClock clock)
{
    /// <summary>The answer to a question of the API. Refused where it names a version that there is not:
    /// <c>policy.unknown</c>, <c>catalog-version.unknown</c>.</summary>
    /// <param name="actor">Who asks; null for a visitor, who has a personal account and holds nothing.</param>
    /// <param name="question">Checked by its attributes.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<Result<CoverageView>> RunAsync(
        Actor? actor, CoverageQuestion question, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var terms = await inForce.ReadAsync(database, cancel);
        if ((question.PolicyVersion, question.CatalogVersion) is not (null, null))
        {
            var then = await inForce.ReadAsOfAsync(
                database,
                question.PolicyVersion ?? terms.Policy.Version,
                question.CatalogVersion ?? terms.Catalog.Version,
                cancel);
            if (!then.Succeeded(out terms, out var refusal))
            {
                return refusal;
            }
        }

        var on = question.On is { } day ? LocalDate.FromDateOnly(day) : terms.Policy.DayOf(clock.GetCurrentInstant());
        var asked = actor is null || IsSupposed(question)
            ? Supposed(question, on, terms.Policy)
            : CoverageQuestions.Of(
                actor,
                on,
                question.Release!,
                question.Wants!,
                HeldPack.UsableUnder(terms.Policy, await database.ReadHeldPacksAsync(actor, cancel)));
        return views.Of(CoverageRules.Explain(asked, terms.Coverage), terms);
    }

    /// <summary>The same for a page: a release and what is wanted, today.</summary>
    public async Task<CoverageView> RunAsync(
        Actor? actor, string release, string wants, CancellationToken cancel) =>
        (await RunAsync(actor, new CoverageQuestion { Release = release, Wants = wants }, cancel)).Value;

    private static bool IsSupposed(CoverageQuestion question) =>
        (question.SignIn, question.Partner, question.Competency, question.Holds) is not (null, null, null, null);

    private static Guichet.Coverage.CoverageQuestion Supposed(
        CoverageQuestion question, LocalDate on, PolicyInForce policy)
    {
        var level = Enum.Parse<Guichet.Accounts.PartnerLevel>((question.Partner ?? default).ToString());
        return new Guichet.Coverage.CoverageQuestion(
            on,
            question.Release!,
            question.Wants!,
            Enum.Parse<Guichet.Accounts.SignInKind>((question.SignIn ?? default).ToString()),
            new PartnerStanding(level, question.Competency ?? false),
            [.. (question.Holds ?? []).Select(pack => new HeldPlan(
                pack.Plan!,
                null,
                pack.Left ?? policy.FindPlan(pack.Plan!)?.Size,
                pack.ExpiresOn is { } day ? LocalDate.FromDateOnly(day) : null))]);
    }
}
