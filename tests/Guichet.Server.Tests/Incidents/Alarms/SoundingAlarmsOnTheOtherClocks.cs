using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents.Alarms;

/// <summary>In a house of its own: eight business hours to the next update, with an alarm at its half that raises and
/// tells nobody; forty to the resolution, with one at a quarter that tells the managers. The calendar opens at 14:00
/// UTC for twelve hours.</summary>
public abstract class SoundingAlarmsOnTheOtherClocks : IAsyncLifetime
{
    private const string More = """
        alarms:
          - { clock: next-update, at: 50%, raise: true }
          - { clock: resolution, at: 25%, notify: [managers] }
        """;

    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Lets_each_go_off_once_and_again_for_the_next_update()
    {
        var story = await BeginAlarmedAsync();
        await AnswerAsync(story, 15);

        await SweepAsync(19, -1);
        Assert.Empty(await SoundedAsync(story));
        await SweepAsync(19);
        await SweepAsync(19);
        Assert.Equal("NextUpdate", await SoundedAsync(story));
        await AnswerAsync(story, 20);
        await SweepAsync(24);
        await SweepAsync(24);

        // A quarter of forty hours from 14:00 is midnight, and so is half of eight from 20:00.
        Assert.Equal("NextUpdate NextUpdate Resolution", await SoundedAsync(story));
        Assert.Single(await story.ToldAsync(), kind => kind == AlarmMessages.Kind);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Waits_for_nothing_while_it_waits_on_the_customer()
    {
        var story = await BeginAlarmedAsync();
        House.Clock.Reset(At(15));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);

        await SweepAsync(60);
        Assert.Empty(await SoundedAsync(story));
        await story.Customer.Client.ReplyAsync(story.Incident, Replies("17763.6189"), null, Cancel);
        await SweepAsync(24 * 30);

        Assert.Equal("NextUpdate Resolution", await SoundedAsync(story));
    }

    [Fact]
    public async Task Raises_until_the_vendor_writes_and_shows_on_the_desks_without_telling_anybody()
    {
        var story = await BeginAlarmedAsync();
        await AnswerAsync(story, 15);
        var signal = House.Services.GetRequiredService<ChangeSignal>();
        var changed = signal.Next;

        await SweepAsync(19);

        // The house's own sweep may be the one that sounds it, and what came before may be told late.
        await changed.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        for (changed = signal.Next; !(await FindAsync(story)).Raised; changed = signal.Next)
        {
            await changed.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        }

        await story.Customer.Client.ReplyAsync(story.Incident, Replies("Any news?"), null, Cancel);
        Assert.True(Assert.Single((await story.Agent.Client.ListQueueAsync(cancel: Cancel)).Items).Raised);
        await AnswerAsync(story, 20);
        Assert.False((await FindAsync(story)).Raised);
    }

    [Fact, Trait("Rule", "R8")]
    public async Task Expects_the_alarm_of_a_resolution_from_the_submission_on()
    {
        var story = await BeginAlarmedAsync();

        await SweepAsync(24);

        Assert.Equal("Resolution", await SoundedAsync(story));
        Assert.Null((await FindAsync(story)).NextAlarmAt);
    }

    [Fact]
    public async Task Is_over_when_the_incident_is_closed()
    {
        var story = await BeginAlarmedAsync();
        await AnswerAsync(story, 15);
        await story.CloseAsync(story.Agent, Client.Incidents.ClosingReason.Unresolved);

        await SweepAsync(24 * 30);

        Assert.Empty(await SoundedAsync(story));
    }

    /// <summary>Hours of the day of the submission, in UTC.</summary>
    private static Instant At(int hour) => Instant.FromUtc(2026, 11, 20, 0, 0) + Duration.FromHours(hour);

    private Task<Story> BeginAlarmedAsync() => KeepingTheOtherClocks.BeginUnderMoreAsync(House, text =>
    {
        var begin = text.IndexOf("alarms:\n", StringComparison.Ordinal);
        var end = text.IndexOf("# ---", begin, StringComparison.Ordinal);
        return $"{text[..begin]}{More}\n\n{text[end..]}";
    });

    private async Task AnswerAsync(Story story, int hour)
    {
        House.Clock.Reset(At(hour));
        await story.Agent.Client.ReplyAsync(story.Incident, Replies("We are looking."), null, Cancel);
    }

    private Task SweepAsync(int hour, int milliseconds = 0)
    {
        House.Clock.Reset(At(hour) + Duration.FromMilliseconds(milliseconds));
        return House.Services.GetRequiredService<SoundAlarms>().RunAsync(Cancel);
    }

    private async Task<string> SoundedAsync(Story story)
    {
        await using var database = House.Storage.Read();
        return string.Join(' ', await database.Set<IncidentAlarm>()
            .Where(alarm => alarm.Incident == new Guichet.Incidents.IncidentId(story.Incident))
            .OrderBy(alarm => alarm.SoundedAt)
            .ThenBy(alarm => alarm.Clock)
            .Select(alarm => alarm.Clock)
            .ToArrayAsync(Cancel));
    }

    private async Task<Guichet.Incidents.Incident> FindAsync(Story story)
    {
        await using var database = House.Storage.Read();
        return await database.Set<Guichet.Incidents.Incident>()
            .AsNoTracking()
            .SingleAsync(row => row.Id == new Guichet.Incidents.IncidentId(story.Incident), Cancel);
    }
}

public sealed class SoundingAlarmsOnTheOtherClocksOnSqlite : SoundingAlarmsOnTheOtherClocks
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class SoundingAlarmsOnTheOtherClocksOnPostgres : SoundingAlarmsOnTheOtherClocks
{
    private protected override House House { get; } = new PostgresHouse();
}
