using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Catalog;

namespace Guichet.Server.Tests.Upkeep;

public abstract class CorrectingARelease(House house)
{
    private readonly QuillFile quill = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holds_at_once_and_survives_the_next_import()
    {
        var administrator = await ImportAsync();

        await administrator.CorrectReleaseAsync(Corrects("2031-01-09"), Cancel);
        var import = await administrator.ImportCatalogAsync(quill.Write("2028-01-09"), "quill.json", cancel: Cancel);

        var release = await administrator.GetReleaseAsync(quill.Product, "2", cancel: Cancel);
        Assert.Equal(new DateOnly(2031, 1, 9), release.MainstreamEndsOn);
        Assert.Equal(
            new CorrectedFactView(CorrectedField.MainstreamEndsOn, "2031-01-09", "2028-01-09"),
            Assert.Single(release.Corrections));
        Assert.True(Assert.Single(Assert.Single(import.Lines).Fields).Corrected);
        Assert.Empty(import.Impact.Moves);
    }

    [Fact]
    public async Task Is_no_longer_needed_once_the_source_says_the_same()
    {
        var administrator = await ImportAsync();
        var made = await administrator.CorrectReleaseAsync(Corrects("2031-01-09"), Cancel);

        var import = await administrator.ImportCatalogAsync(quill.Write("2031-01-09"), "quill.json", cancel: Cancel);

        Assert.Equal([quill.Release], import.Impact.CorrectionsNoLongerNeeded);
        var stands = (await administrator.GetCorrectionsAsync(Cancel)).Single(one => one.Id == made.Id);
        Assert.Equal(
            (CorrectionStanding.Holds, CorrectionStanding.NoLongerNeeded), (made.Standing, stands.Standing));
        Assert.Empty((await administrator.GetReleaseAsync(quill.Product, "2", cancel: Cancel)).Corrections);
    }

    [Fact]
    public async Task Withdrawn_the_source_holds_again_and_both_stand_in_the_history()
    {
        var administrator = await ImportAsync();
        var made = await administrator.CorrectReleaseAsync(Corrects("2031-01-09"), Cancel);

        await administrator.WithdrawCorrectionAsync(made.Id, Cancel);

        var release = await administrator.GetReleaseAsync(quill.Product, "2", cancel: Cancel);
        Assert.Equal((new DateOnly(2030, 1, 9), 0), (release.MainstreamEndsOn, release.Corrections.Count));
        var changes = (await administrator.GetCatalogChangesAsync(quill.Product, cancel: Cancel)).Items;
        Assert.Equal(
            [CatalogVersionKind.Withdrawal, CatalogVersionKind.Correction],
            changes.Take(2).Select(change => change.By.Kind));
        Assert.Equal("The vendor's letter of 3 March", changes[1].By.Reason);
        Assert.Equal(("2031-01-09", "2030-01-09"), (changes[0].From, changes[0].To));
        var again = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.WithdrawCorrectionAsync(made.Id, Cancel));
        Assert.Equal((HttpStatusCode.NotFound, "correction.unknown"), (again.Status, again.Code));
    }

    [Fact]
    public async Task Takes_the_place_of_the_one_before_and_the_same_id_corrects_once()
    {
        var administrator = await ImportAsync();
        await administrator.CorrectReleaseAsync(Corrects("2031-01-09"), Cancel);
        var second = Corrects("2032-01-09");

        await administrator.CorrectReleaseAsync(second, Cancel);
        var repeated = await administrator.CorrectReleaseAsync(second, Cancel);

        var ofRelease = (await administrator.GetCorrectionsAsync(Cancel)).Where(one => one.Release == quill.Release);
        Assert.Equal(repeated, Assert.Single(ofRelease));
        Assert.Equal("2032-01-09", repeated.Value);
    }

    [Theory]
    [InlineData("2030-01-09", "correction.same-as-source")]
    [InlineData("soon", "correction.value-malformed")]
    [InlineData("2040-01-09", "catalog.dates-backwards")]
    public async Task That_makes_no_sense_is_refused(string value, string code)
    {
        var administrator = await ImportAsync();

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.CorrectReleaseAsync(Corrects(value), Cancel));

        Assert.Equal((HttpStatusCode.Conflict, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Is_for_administrators_and_agents_may_look()
    {
        await ImportAsync();
        var agent = (await house.WelcomesAsync(Role.Agent)).Client;

        await agent.GetCorrectionsAsync(Cancel);
        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => agent.CorrectReleaseAsync(Corrects("2031-01-09"), Cancel));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
    }

    private async Task<GuichetClient> ImportAsync()
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        await administrator.ImportCatalogAsync(quill.Write(), "quill.json", cancel: Cancel);
        return administrator;
    }

    private NewCorrection Corrects(string value) => new()
    {
        Id = Guid.CreateVersion7(),
        Release = quill.Release,
        Field = CorrectedField.MainstreamEndsOn,
        Value = value,
        Reason = "The vendor's letter of 3 March",
    };
}

public sealed class CorrectingAReleaseOnSqlite(SqliteHouse house) : CorrectingARelease(house);

public sealed class CorrectingAReleaseOnPostgres(PostgresHouse house) : CorrectingARelease(house);
