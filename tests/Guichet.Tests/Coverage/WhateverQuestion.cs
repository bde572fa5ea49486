using CsCheck;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Coverage;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

/// <summary>Questions drawn over all releases, plans, days and standings of the model.</summary>
internal static class WhateverQuestion
{
    public static Gen<LocalDate> Days { get; } =
        Gen.Int[0, 8000].Select(days => ModelCatalog.Day("2010-01-01").PlusDays(days));

    private static Gen<string> Releases { get; } = OneOf(
    [
        "nothing/1",
        .. ModelCatalog.All.Products.SelectMany(product => product.Releases.Select(one => $"{product.Key}/{one.Key}")),
    ]);

    public static Gen<HeldPlan> Held { get; } = Gen.Select(
        OneOf([.. EightPlans.Select(plan => plan.Key)]), Gen.Int[0, 2], Gen.Int[0, 3], Days,
        (plan, left, ledger, day) => new HeldPlan(plan, null, ledger == 0 ? null : left, ledger == 3 ? null : day));

    private static Gen<PartnerStanding> Standings { get; } = Gen.Select(
        OneOf(Enum.GetValues<PartnerLevel>()), Gen.Bool, (level, competent) => new PartnerStanding(level, competent));

    public static Gen<CoverageQuestion> Any { get; } = Gen.Select(
        Days, Releases, OneOf("break-fix", "break-fix", "break-fix", "on-site", "magic"),
        OneOf(SignInKind.Personal, SignInKind.Work), Standings, Held.List[0, 4],
        (on, release, wants, signIn, partner, holds) =>
            new CoverageQuestion(on, release, wants, signIn, partner, holds));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
