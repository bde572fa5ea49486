using CsCheck;
using Guichet.Catalog;
using static Guichet.Tests.Coverage.ModelCatalog;

namespace Guichet.Tests.Catalog;

[Trait("Rule", "R15")]
public sealed class CountingTheNewestReleases
{
    private static readonly Product WindowsServer = All.FindProduct("windows-server")!;

    [Fact]
    public void An_r2_counts_with_its_base_version()
    {
        var generations = ReleaseSuccession.GenerationsOut(WindowsServer, WindowsServer.Releases[0], Day("2017-08-01"));

        Assert.Equal(
            ["2016", "2012-r2 2012", "2008-r2 2008"],
            generations.Select(generation => string.Join(' ', generation.Select(release => release.Key))));
    }

    [Fact]
    public void A_release_that_is_not_out_yet_does_not_push_another_out()
    {
        var release = All.FindRelease("windows-server/2016")!.Release;

        Assert.True(ReleaseSuccession.IsAmongNewest(WindowsServer, release, 2, Day("2021-08-17")));
        Assert.False(ReleaseSuccession.IsAmongNewest(WindowsServer, release, 2, Day("2021-08-18")));
        Assert.Equal(
            Day("2021-08-17"),
            ReleaseSuccession.LastDayAmongNewest(WindowsServer, release, 2, Day("2020-01-01")));
    }

    [Fact]
    public void The_order_of_the_product_counts_and_not_the_dates()
    {
        var early = Fixed("9", "Nine", "2020-01-01", null, null);
        var late = Fixed("8", "Eight", "2021-01-01", null, null);
        var product = new Product("thing", "Thing", [], [late, early]);

        Assert.True(ReleaseSuccession.IsAmongNewest(product, early, 1, Day("2022-01-01")));
        Assert.False(ReleaseSuccession.IsAmongNewest(product, late, 1, Day("2022-01-01")));
    }

    [Fact]
    public void A_cloud_release_does_not_push_out_one_on_premises()
    {
        var local = Fixed("1", "One", null, null, null);
        var cloud = Modern("online", "One Online", Deployment.Cloud, null, null);
        var product = new Product("thing", "Thing", [], [local, cloud]);

        Assert.True(ReleaseSuccession.IsAmongNewest(product, local, 1, Day("2022-01-01")));
    }

    [Fact]
    public void An_annual_channel_does_not_push_out_a_long_term_release()
    {
        var longTerm = Fixed("2022", "Server 2022", "2021-08-18", null, null);
        var annual = Fixed("23h2", "Server 23H2", "2023-10-24", null, null) with { Line = "annual-channel" };
        var product = new Product("server", "Server", [], [longTerm, annual]);

        Assert.True(ReleaseSuccession.IsAmongNewest(product, longTerm, 1, Day("2026-01-01")));
        Assert.True(ReleaseSuccession.IsAmongNewest(product, annual, 1, Day("2026-01-01")));
        Assert.Equal("Server 2022", ReleaseSuccession.NamesOfNewest(product, longTerm, 2, Day("2026-01-01")));
    }

    [Fact]
    public void Asking_for_one_release_agrees_with_the_list_of_generations()
    {
        var release = Gen.Select(Gen.Int[0, 3], Gen.Int[-1, 30], Gen.Bool);
        Gen.Select(release.List[1, 8], Gen.Int[1, 4], Gen.Int[0, 30]).Sample((drawn, count, days) =>
        {
            var start = Day("2020-01-01");
            var product = new Product("thing", "Thing", [],
            [
                .. drawn.Select((one, i) => new Release($"{i}", $"{i}", LifecyclePolicy.Fixed,
                    one.Item3 ? Deployment.Cloud : Deployment.OnPremises,
                    one.Item2 < 0 ? null : start.PlusDays(one.Item2), null, null, null, $"g{one.Item1}")
                {
                    Line = i % 3 == 0 ? "annual" : "",
                }),
            ]);
            var on = start.PlusDays(days);
            Assert.All(product.Releases, asked => Assert.Equal(
                ReleaseSuccession.GenerationsOut(product, asked, on).Take(count).Any(g => g.Contains(asked)),
                ReleaseSuccession.IsAmongNewest(product, asked, count, on)));
        });
    }
}
