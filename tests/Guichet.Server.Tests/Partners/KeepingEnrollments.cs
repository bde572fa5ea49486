using Guichet.Accounts;
using Guichet.Client.Partners;
using static Guichet.Server.Tests.Incidents.Story;
using PartnerLevel = Guichet.Client.Accounts.PartnerLevel;

namespace Guichet.Server.Tests.Partners;

public abstract class KeepingEnrollments(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R18")]
    public async Task Keeps_every_change_in_the_history()
    {
        var (keeper, organization) = await BeginAsync();
        var enrollment = Enrollment(new(2026, 1, 1), new(2026, 12, 31));
        await keeper.Client.EnrollPartnerAsync(organization, enrollment, Cancel);
        var entered = await keeper.Client.EnrollPartnerAsync(organization, enrollment, Cancel);

        Assert.Equal("version.changed", await CodeAsync(
            () => keeper.Client.ChangeEnrollmentAsync(organization, enrollment, 7, Cancel)));
        var changed = await keeper.Client.ChangeEnrollmentAsync(
            organization,
            enrollment with { Level = PartnerLevel.Gold, Competencies = ["Cloud platform"], Reason = "Promoted." },
            entered.Enrollments[0].Version,
            Cancel);

        Assert.Equal(
            [(EnrollmentChangeWord.Changed, PartnerLevel.Gold, "Promoted."), (EnrollmentChangeWord.Entered,
                PartnerLevel.Silver, "")],
            changed.History.Select(line => (line.Kind, line.Level, line.Reason)));
        Assert.Equal(EnrollmentState.InForce, changed.Enrollments[0].State);
    }

    [Fact]
    public async Task Lets_no_two_overlap_even_where_they_are_entered_at_once()
    {
        var (keeper, organization) = await BeginAsync();

        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await keeper.Client.EnrollPartnerAsync(
                    organization, Enrollment(new(2026, 1, 1), new(2026, 12, 31)), Cancel);
                return "done";
            }
            catch (Guichet.Client.GuichetException refused)
            {
                return refused.Code;
            }
        }));

        Assert.Equal((1, 7), (
            codes.Count(code => code == "done"), codes.Count(code => code == "enrollment.overlaps")));
    }

    [Fact]
    public async Task Is_for_administrators_and_support_managers()
    {
        var (_, organization) = await BeginAsync();
        var manager = await house.WelcomesAsync(Role.SupportManager);
        await manager.Client.EnrollPartnerAsync(organization, Enrollment(new(2026, 1, 1), new(2026, 12, 31)), Cancel);

        foreach (var role in new[] { Role.Customer, Role.Agent, Role.BillingClerk })
        {
            var other = await house.WelcomesAsync(role);
            Assert.Equal("access.not-allowed", await CodeAsync(() => other.Client.EnrollPartnerAsync(
                organization, Enrollment(new(2027, 1, 1), new(2027, 12, 31)), Cancel)));
        }
    }

    [Fact]
    public async Task Refuses_what_is_no_enrolment()
    {
        var (keeper, organization) = await BeginAsync();
        var enrollment = Enrollment(new(2026, 1, 1), new(2026, 12, 31));

        Assert.Equal("enrollment.dates-backwards", await CodeAsync(() => keeper.Client.EnrollPartnerAsync(
            organization, enrollment with { ValidUntil = new(2025, 1, 1) }, Cancel)));
        Assert.Equal("enrollment.nothing-held", await CodeAsync(() => keeper.Client.EnrollPartnerAsync(
            organization, enrollment with { Level = PartnerLevel.None }, Cancel)));
        Assert.Equal("organization.unknown", await CodeAsync(
            () => keeper.Client.EnrollPartnerAsync(Guid.CreateVersion7(), enrollment, Cancel)));
        Assert.Contains(
            (await keeper.Client.ListPartnersAsync("Company", cancel: Cancel)).Items,
            one => one.Level == PartnerLevel.None || one.ValidUntil is not null);
    }

    [Fact]
    public async Task Is_changed_neither_once_it_is_over_nor_to_a_day_that_is_past()
    {
        var (keeper, organization) = await BeginAsync();
        var (over, holds) = (
            Enrollment(new(2025, 1, 1), new(2025, 12, 31)), Enrollment(new(2026, 1, 1), new(2026, 12, 31)));
        await keeper.Client.EnrollPartnerAsync(organization, over, Cancel);
        await keeper.Client.EnrollPartnerAsync(organization, holds, Cancel);

        Assert.Equal("enrollment.over", await CodeAsync(() => keeper.Client.ChangeEnrollmentAsync(
            organization, over with { Level = PartnerLevel.Gold }, 1, Cancel)));
        Assert.Equal("enrollment.ends-in-past", await CodeAsync(() => keeper.Client.ChangeEnrollmentAsync(
            organization, holds with { ValidUntil = new(2026, 11, 19) }, 1, Cancel)));
        await keeper.Client.ChangeEnrollmentAsync(
            organization, holds with { ValidUntil = new(2026, 11, 20) }, 1, Cancel);
    }

    [Fact]
    public async Task Ended_before_it_began_leaves_its_days_to_another()
    {
        var (keeper, organization) = await BeginAsync();
        var next = Enrollment(new(2027, 1, 1), new(2027, 12, 31));
        await keeper.Client.EnrollPartnerAsync(organization, next, Cancel);
        await keeper.Client.EndEnrollmentAsync(
            organization, next.Id!.Value, new EnrollmentEnd { Reason = "Entered by mistake." }, Cancel);

        var entered = await keeper.Client.EnrollPartnerAsync(
            organization, Enrollment(new(2026, 1, 1), new(2027, 12, 31)), Cancel);

        Assert.Equal(2, entered.Enrollments.Count);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[\"LONG\"]")]
    public async Task Says_which_field_is_wrong_where_competencies_are_none(string sent)
    {
        var (keeper, organization) = await BeginAsync();
        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", keeper.Key);
        using var body = new StringContent(
            $$"""
            {"id":"{{Guid.CreateVersion7()}}","level":"Gold","validFrom":"2026-01-01","validUntil":"2026-12-31",
            "competencies":{{sent.Replace("LONG", new string('a', 101), StringComparison.Ordinal)}}}
            """,
            System.Text.Encoding.UTF8,
            "application/json");

        using var answer = await http.PostAsync(
            new Uri($"/api/v1/partners/{organization}/enrollments", UriKind.Relative), body, Cancel);

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("/competencies", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task<(Somebody Keeper, Guid Organization)> BeginAsync()
    {
        var partner = await house.WelcomesAsync(signIn: SignInKind.Work, memberRole: MemberRole.Administrator);
        return (await house.WelcomesAsync(Role.Administrator), partner.Organization!.Value.Value);
    }

    private static NewEnrollment Enrollment(DateOnly from, DateOnly until) => new()
    {
        Id = Guid.CreateVersion7(), Level = PartnerLevel.Silver, ValidFrom = from, ValidUntil = until,
    };
}

public sealed class KeepingEnrollmentsOnSqlite(SqliteHouse house) : KeepingEnrollments(house);

public sealed class KeepingEnrollmentsOnPostgres(PostgresHouse house) : KeepingEnrollments(house);
