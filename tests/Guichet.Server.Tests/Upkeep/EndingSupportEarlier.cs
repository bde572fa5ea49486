using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Coverage;
using Guichet.Server.Policies;
using Guichet.Server.Tests.Incidents;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Upkeep;

public abstract class EndingSupportEarlier(House house)
{
    private readonly QuillFile quill = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_refused_with_the_dates_until_it_is_approved()
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        await administrator.ImportCatalogAsync(quill.Write(), "quill.json", cancel: Cancel);

        var refused = await Assert.ThrowsAsync<GuichetException>(() => administrator.ImportCatalogAsync(
            quill.Write("2029-01-09"), "quill.json", cancel: Cancel));
        var stands = await administrator.GetReleaseAsync(quill.Product, "2", cancel: Cancel);
        await administrator.ImportCatalogAsync(
            quill.Write("2029-01-09"), "quill.json", approveBackwards: true, cancel: Cancel);
        var moved = await administrator.GetReleaseAsync(quill.Product, "2", cancel: Cancel);

        Assert.Equal((HttpStatusCode.Conflict, "catalog.backwards-not-approved"), (refused.Status, refused.Code));
        var named = refused.Facts["moves"][0];
        Assert.Equal(quill.Release, named.GetProperty("release").GetString());
        Assert.Equal("2029-01-09", named.GetProperty("to").GetString());
        Assert.Equal(new DateOnly(2030, 1, 9), stands.MainstreamEndsOn);
        Assert.Equal(new DateOnly(2029, 1, 9), moved.MainstreamEndsOn);
    }

    [Fact]
    public async Task Waits_for_nobody_where_support_lasts_longer()
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        await administrator.ImportCatalogAsync(quill.Write(), "quill.json", cancel: Cancel);

        var done = await administrator.ImportCatalogAsync(
            quill.Write("2031-01-09", "2036-01-09"), "quill.json", cancel: Cancel);

        Assert.Equal([false, false], done.Impact.Moves.Select(move => move.Backwards));
    }

    [Fact]
    public async Task Concerns_the_packs_that_lose_a_day_and_the_incidents_that_are_open()
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        await administrator.ImportCatalogAsync(quill.Write(), "quill.json", cancel: Cancel);
        var before = await PreviewAsync("2027-01-12", "2027-05-31");
        var owner = await house.WelcomesAsync();
        await house.GivesPackAsync(owner, expiresOn: new LocalDate(2027, 6, 1));
        await house.GivesPackAsync(owner, expiresOn: new LocalDate(2027, 5, 31));
        await house.GivesPackAsync(owner, expiresOn: new LocalDate(2028, 6, 1));
        await owner.Client.SubmitIncidentAsync(
            SubmittingAnIncident.Request() with { Release = quill.Release }, Cancel);

        var after = await PreviewAsync("2027-01-12", "2027-05-31");

        // From 1 June 2027 on nothing covers the release: one pack ends the day before.
        Assert.Equal(2, after.Packs - before.Packs);
        Assert.Equal((0, 1), (before.OpenIncidents, after.OpenIncidents));
        Assert.Equal(2, after.Moves.Count(move => move.Backwards));

        async Task<CatalogImpactView> PreviewAsync(string mainstream, string extended) =>
            (await administrator.ImportCatalogAsync(
                quill.Write(mainstream, extended), "quill.json", dryRun: true, cancel: Cancel)).Impact;
    }

    [Fact]
    public async Task Leaves_the_decision_of_that_time_to_be_asked_again()
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        var first = await administrator.ImportCatalogAsync(quill.Write(), "quill.json", cancel: Cancel);
        await administrator.ImportCatalogAsync(
            quill.Write("2025-01-09", "2026-01-09"), "quill.json", approveBackwards: true, cancel: Cancel);
        var inForce = house.Services.GetRequiredService<InForce>();
        await using var database = house.Storage.Read();
        var now = await inForce.ReadAsync(database, Cancel);

        var then = await inForce.ReadAsOfAsync(database, now.Policy.Version, first.Version, Cancel);
        var unknown = await inForce.ReadAsOfAsync(database, now.Policy.Version, 1_000_000, Cancel);

        var question = new CoverageQuestion(
            new LocalDate(2026, 11, 20), quill.Release, "break-fix", SignInKind.Personal, new(default, false), []);
        Assert.Equal(PlanStanding.Usable, Standing(then.Value, question));
        Assert.Equal(PlanStanding.Unavailable, Standing(now, question));
        Assert.Equal("catalog-version.unknown", unknown.Refusal?.Code);
        Assert.Same(now.Catalog, (await inForce.ReadAsync(database, Cancel)).Catalog);

        var shown = await administrator.DecideCoverageAsync(
            new Guichet.Client.Coverage.CoverageQuestion
            {
                Release = quill.Release,
                CatalogVersion = first.Version,
            },
            Cancel);
        Assert.Equal(first.Version, shown.CatalogVersion);
        Assert.Contains(shown.Plans, plan => plan.Plan == "pay-per-incident"
            && plan.Standing == Guichet.Client.Coverage.PlanStanding.Usable);
    }

    [Fact]
    public async Task Is_kept_in_the_history_line_by_line()
    {
        var somebody = await house.WelcomesAsync(Role.Administrator);
        var administrator = somebody.Client;
        await administrator.ImportCatalogAsync(quill.Write(), "quill.json", cancel: Cancel);
        await administrator.ImportCatalogAsync(
            quill.Write("2029-01-09"), "quill-2.json", approveBackwards: true, cancel: Cancel);

        var page = await administrator.GetCatalogChangesAsync(quill.Product, cancel: Cancel);

        Assert.Equal(4, page.Items.Count);
        var last = page.Items[0];
        Assert.Equal(
            (quill.Release, "mainstreamEndsOn", "2030-01-09", "2029-01-09"),
            (last.Subject, last.Field, last.From, last.To));
        Assert.Equal(("quill-2.json", CatalogVersionKind.File), (last.By.Source, last.By.Kind));
        Assert.NotNull(last.By.AppliedBy);
        Assert.All(page.Items.Skip(1), change => Assert.Equal(CatalogImportKind.Added, change.Kind));
    }

    [Fact]
    public async Task The_history_is_read_page_by_page()
    {
        var agent = (await house.WelcomesAsync(Role.Agent)).Client;
        var seen = new List<(int, string, string)>();
        string? cursor = null;
        do
        {
            var page = await agent.GetCatalogChangesAsync(cursor: cursor, cancel: Cancel);
            seen.AddRange(page.Items.Select(one => (one.Version, one.Subject, one.Field)));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.True(seen.Count > 50);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(seen.OrderByDescending(one => one.Item1).Select(one => one.Item1), seen.Select(one => one.Item1));
    }

    private static PlanStanding Standing(Terms terms, CoverageQuestion question) =>
        CoverageRules.Decide(question, terms.Coverage).For("pay-per-incident")!.Standing;
}

// Packs in force are counted, so nobody else may give any in these houses.
public sealed class EndingSupportEarlierOnSqlite(EndingSupportEarlierOnSqlite.Own house)
    : EndingSupportEarlier(house), IClassFixture<EndingSupportEarlierOnSqlite.Own>
{
    public sealed class Own : SqliteHouse;
}

public sealed class EndingSupportEarlierOnPostgres(EndingSupportEarlierOnPostgres.Own house)
    : EndingSupportEarlier(house), IClassFixture<EndingSupportEarlierOnPostgres.Own>
{
    public sealed class Own : PostgresHouse;
}
