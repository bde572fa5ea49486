using Guichet.Client.Incidents;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents.Deadlines;

/// <summary>In a house of its own, whose policy promises eight business hours to the next update and forty to the
/// resolution. The calendar is open from 14:00 to 02:00 UTC.</summary>
[Trait("Rule", "R8")]
public abstract class ExplainingTheOtherDeadlines : IAsyncLifetime
{
    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Tells_each_from_its_start_to_its_due_instant_with_its_pauses()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        await AskAndAnswerAsync(story);
        var incident = await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel);

        var update = await ExplainAsync(story.Customer, story, PromiseKind.NextUpdate);
        var resolution = await ExplainAsync(story.Agent, story, PromiseKind.Resolution);

        Assert.Equal(
            (PromiseKind.NextUpdate, 8 * 3600L, incident.NextUpdateDueAt),
            (update.Promise, update.CountedSeconds, update.DueAt));
        Assert.Equal(
            (PromiseKind.Resolution, 40 * 3600L, incident.ResolutionDueAt),
            (resolution.Promise, resolution.CountedSeconds, resolution.DueAt));
        Assert.Equal(incident.Line.SubmittedAt, resolution.StartedAt);
        foreach (var told in (DeadlineExplanationView[])[update, resolution])
        {
            Assert.True(told.AddsUp);
            Assert.Equal((told.StartedAt, told.DueAt), (told.Segments[0].From, told.Segments[^1].Until));
            var paused = Assert.Single(told.Segments, segment => segment.Kind == SegmentKind.Paused);
            Assert.Equal(
                (PauseReason.WaitingOnCustomer, 7200d, "Paused, a question waits for its answer"),
                (paused.PauseReason, paused.Seconds, paused.Reason));
            Assert.Equal(
                ("business-hours", "Europe/Paris", "America/Los_Angeles", 2),
                (told.Calendar, told.TimeZone, told.VendorTimeZone, told.PolicyVersion));
            Assert.Equal(told.TimeZoneData, told.ReadWithTimeZoneData);
        }
    }

    [Fact]
    public async Task While_one_stands_it_tells_since_when_and_what_has_counted()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);
        House.Clock.Reset(Instant.FromUtc(2026, 11, 20, 15, 0));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        House.Clock.Reset(Instant.FromUtc(2026, 11, 20, 17, 0));

        var told = await ExplainAsync(story.Customer, story, PromiseKind.Resolution);

        Assert.Equal(
            (null, new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero), 3600L, true),
            (told.DueAt, told.StandsSince!.Value, told.CountedSeconds, told.AddsUp));
    }

    [Fact]
    public async Task What_is_not_promised_now_is_refused_and_what_never_is_as_well()
    {
        var story = await KeepingTheOtherClocks.BeginUnderMoreAsync(House);

        Assert.Equal("promise.unknown", await CodeAsync(
            () => ExplainAsync(story.Customer, story, PromiseKind.NextUpdate)));
        var before = await ExplainAsync(story.Customer, story, PromiseKind.Resolution);
        await AskAndAnswerAsync(story);
        await story.CloseAsync(story.Agent, ClosingReason.Unresolved);

        Assert.Equal("promise.unknown", await CodeAsync(
            () => ExplainAsync(story.Customer, story, PromiseKind.NextUpdate)));
        var closed = await ExplainAsync(story.Customer, story, PromiseKind.Resolution);
        Assert.Equal((null, before.DueAt!.Value.AddHours(2)), (before.RespondedAt, closed.DueAt));
        Assert.Equal(
            (await story.Customer.Client.GetIncidentAsync(story.Incident, Cancel)).ClosedAt, closed.RespondedAt);
        var stranger = await House.WelcomesAsync();
        Assert.Equal("incident.unknown", await CodeAsync(
            () => ExplainAsync(stranger, story, PromiseKind.Resolution)));
        Assert.Equal("fields.wrong", await CodeAsync(() => ExplainAsync(story.Customer, story, (PromiseKind)7)));
    }

    /// <summary>Asked at 15:00 UTC, an hour after the calendar opens, and answered at 17:00.</summary>
    private async Task AskAndAnswerAsync(Story story)
    {
        House.Clock.Reset(Instant.FromUtc(2026, 11, 20, 15, 0));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        House.Clock.Reset(Instant.FromUtc(2026, 11, 20, 17, 0));
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("17763.6189"), null, Cancel);
    }

    private static Task<DeadlineExplanationView> ExplainAsync(Somebody reader, Story story, PromiseKind promise) =>
        reader.Client.ExplainDeadlineAsync(story.Incident, promise, Cancel);
}

public sealed class ExplainingTheOtherDeadlinesOnSqlite : ExplainingTheOtherDeadlines
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class ExplainingTheOtherDeadlinesOnPostgres : ExplainingTheOtherDeadlines
{
    private protected override House House { get; } = new PostgresHouse();
}
