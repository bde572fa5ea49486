using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Client.Reports;
using static Guichet.Server.Tests.Incidents.Story;
using SatisfactionGrouping = Guichet.Client.Reports.SatisfactionGrouping;

namespace Guichet.Server.Tests.Incidents;

public abstract class SayingHowItWent(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ClosingReason.Unresolved, true)]
    [InlineData(ClosingReason.ProductDefect, true)]
    [InlineData(ClosingReason.OutOfScope, false)]
    public async Task Is_asked_where_the_vendor_worked_on_it(ClosingReason reason, bool asked)
    {
        var story = await BeginAsync(house);
        await story.CloseAsync(story.Agent, reason);

        var view = await story.Customer.Client.GetSatisfactionAsync(story.Incident, Cancel);
        Assert.Equal(asked, view.Until is not null);
        if (!asked)
        {
            Assert.Equal("satisfaction.not-asked", await CodeAsync(() => story.Customer.Client.SaySatisfactionAsync(
                story.Incident, new() { Rating = 5 }, Cancel)));
        }
    }

    [Fact]
    public async Task Is_not_asked_of_who_took_it_back_before_anybody_answered()
    {
        var story = await BeginAsync(house);
        await story.CloseAsync(story.Customer, ClosingReason.CustomersWish);

        Assert.Null((await story.Customer.Client.GetSatisfactionAsync(story.Incident, Cancel)).Until);
    }

    [Fact]
    public async Task Is_for_the_customers_side_to_say_and_for_the_desk_to_read()
    {
        var story = await BeginAsync(house);
        await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        var (customer, stranger) = (story.Customer.Client, await house.WelcomesAsync());
        await customer.SaySatisfactionAsync(
            story.Incident, new() { Rating = 2, Comment = "Long." }, Cancel);

        var report = await story.Manager.Client.ReportSatisfactionAsync(by: SatisfactionGrouping.Agent, cancel: Cancel);

        var mine = Assert.Single(report.Groups, group => group.Group == story.Agent.Id.Value.ToString());
        Assert.Equal((1, 1, 2m, 0m), (mine.Asked, mine.Answered, mine.Mean!.Value, mine.ShareSatisfied!.Value));
        Assert.Equal([0, 1, 0, 0, 0], mine.Answers);
        Assert.Equal("Long.", (await story.Agent.Client.GetSatisfactionAsync(story.Incident, Cancel)).Answer!.Comment);
        Assert.Equal("incident.unknown", await CodeAsync(
            () => stranger.Client.GetSatisfactionAsync(story.Incident, Cancel)));
        Assert.Equal("incident.unknown", await CodeAsync(() => stranger.Client.SaySatisfactionAsync(
            story.Incident, new() { Rating = 1 }, Cancel)));
        Assert.Equal("fields.wrong", await CodeAsync(() => customer.SaySatisfactionAsync(
            story.Incident, new() { Rating = 6 }, Cancel)));
        Assert.Equal("fields.wrong", await CodeAsync(() => customer.SaySatisfactionAsync(
            story.Incident, new() { Rating = 2, Comment = "Cut \0 off." }, Cancel)));
        Assert.Equal("access.not-allowed", await CodeAsync(() => story.Agent.Client.SaySatisfactionAsync(
            story.Incident, new() { Rating = 5 }, Cancel)));
        Assert.Equal("access.not-allowed", await CodeAsync(
            () => customer.ReportSatisfactionAsync(cancel: Cancel)));
    }
}

public sealed class SayingHowItWentOnSqlite(SqliteHouse house) : SayingHowItWent(house);

public sealed class SayingHowItWentOnPostgres(PostgresHouse house) : SayingHowItWent(house);
