using System.Net;
using Guichet.Client;
using Guichet.Client.Incidents;

namespace Guichet.Server.Tests.Incidents;

public abstract class SubmittingAnIncident(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static NewIncident Request(Guid? id = null, string plan = "pack-5") => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        Release = "windows-server/2019",
        Wants = "break-fix",
        Plan = plan,
        Severity = Severity.B,
        Hours = HoursOfCoverage.BusinessHours,
        Title = "Cluster node does not come back",
        Description = "After the update of Tuesday the second node restarts and stops again.",
        Contacts =
            [new NewContact { Name = "Camille Laurent", Email = "camille@example.test", Phone = "+33 1 23 45 67 89" }],
        NoGuaranteeAccepted = true,
    };

    [Fact, Trait("Rule", "R6")]
    public async Task Promises_the_first_response_in_four_business_hours()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);

        var submitted = await customer.Client.SubmitIncidentAsync(Request(), Cancel);

        // The calendar opens at 06:00 in Redmond, which is 14:00 UTC; four hours on is 18:00 UTC.
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero), submitted.DueAt);
    }

    [Fact, Trait("Rule", "R23")]
    public async Task Twice_with_one_id_opens_one_incident_and_holds_one_credit()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer, size: 2);
        var request = Request();

        var first = await customer.Client.SubmitIncidentAsync(request, Cancel);
        var second = await customer.Client.SubmitIncidentAsync(request, Cancel);
        var other = await customer.Client.SubmitIncidentAsync(Request(), Cancel);

        Assert.Equal(first, second);
        Assert.NotEqual(first.Number, other.Number);
    }

    [Fact]
    public async Task Under_a_used_id_with_other_content_is_refused()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        var request = Request();
        await customer.Client.SubmitIncidentAsync(request, Cancel);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => customer.Client.SubmitIncidentAsync(request with { Title = "Another problem" }, Cancel));

        Assert.Equal(("incident.id-reused", "title"), (refused.Code, refused.Facts["fields"].GetString()));
    }

    [Fact]
    public async Task Under_an_id_that_somebody_else_used_is_refused_without_a_word_of_what_they_sent()
    {
        var customer = await house.WelcomesAsync();
        var other = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        await house.GivesPackAsync(other);
        var request = Request();
        await customer.Client.SubmitIncidentAsync(request, Cancel);

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => other.Client.SubmitIncidentAsync(request with { Title = "Another problem" }, Cancel));

        Assert.Equal(("incident.id-reused", "sender"), (refused.Code, refused.Facts["fields"].GetString()));
    }

    [Fact, Trait("Rule", "R23")]
    public async Task Races_never_take_more_than_the_pack_has()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                await customer.Client.SubmitIncidentAsync(Request(), Cancel);
                return "submitted";
            }
            catch (GuichetException refused)
            {
                return refused.Code;
            }
        }));

        Assert.Equal(5, answers.Count(answer => answer == "submitted"));
        Assert.Equal(35, answers.Count(answer => answer is "pack.exhausted" or "plan.not-held"));
    }

    [Fact]
    public async Task With_wrong_fields_names_each_by_its_pointer()
    {
        var customer = await house.WelcomesAsync();

        var refused = await Assert.ThrowsAsync<GuichetException>(() => customer.Client.SubmitIncidentAsync(
            Request() with { Title = "x", Contacts = [new NewContact { Name = "", Email = "not an address" }] },
            Cancel));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(["/contacts/0/email", "/contacts/0/name", "/title"], refused.Errors.Keys.Order());
    }

    [Fact]
    public async Task Without_a_key_is_refused()
    {
        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => house.Visitor().SubmitIncidentAsync(Request(), Cancel));

        Assert.Equal((HttpStatusCode.Unauthorized, "access.no-key"), (refused.Status, refused.Code));
    }
}

public sealed class SubmittingAnIncidentOnSqlite(SqliteHouse house) : SubmittingAnIncident(house);

public sealed class SubmittingAnIncidentOnPostgres(PostgresHouse house) : SubmittingAnIncident(house);
