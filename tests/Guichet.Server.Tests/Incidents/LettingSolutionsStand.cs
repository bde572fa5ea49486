using Guichet.Client.Incidents;
using Guichet.Packs;
using Guichet.Server.Incidents;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>In a house of its own, as time moves.</summary>
public sealed class LettingSolutionsStand : IAsyncLifetime
{
    private readonly SqliteHouse house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => house.InitializeAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact, Trait("Rule", "R24"), Trait("Rule", "R25")]
    public async Task Closes_as_solved_and_charges_when_the_days_have_gone_by_in_silence()
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);
        house.Clock.Advance(Duration.FromDays(5));

        await house.Services.GetRequiredService<LetSolutionsStand>().RunAsync(Cancel);

        var line = (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).Line;
        Assert.Equal(
            (IncidentStatus.Closed, ClosingReason.Solved, ChargeState.Charged), (
                line.Status, line.ClosingReason!.Value, line.Charge));
        Assert.Equal(LedgerEntryKind.Consumed, (await story.LedgerAsync())[^1]);
        var last = (await story.Customer.Client.ListMessagesAsync(story.Incident, cancel: Cancel)).Items[^1];
        Assert.Equal((MessageKind.Closed, ActBy.Clock, ""), (last.Kind, last.By, last.AuthorName));
    }
}
