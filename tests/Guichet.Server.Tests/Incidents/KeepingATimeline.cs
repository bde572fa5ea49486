using System.Text;
using System.Text.Json;
using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Client.Incidents;
using Guichet.Client.Reports;
using Guichet.Incidents;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;
using static Guichet.Server.Tests.Incidents.Story;
using Channel = Guichet.Client.Incidents.Channel;
using HoursOfCoverage = Guichet.Client.Incidents.HoursOfCoverage;
using IncidentStatus = Guichet.Client.Incidents.IncidentStatus;
using MessageKind = Guichet.Client.Incidents.MessageKind;
using Severity = Guichet.Client.Incidents.Severity;
using WorkKind = Guichet.Client.Incidents.WorkKind;
using ContactWay = Guichet.Client.Incidents.ContactWay;

namespace Guichet.Server.Tests.Incidents;

public abstract class KeepingATimeline(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact, Trait("Rule", "R2"), Trait("Rule", "R8")]
    public async Task Everything_stands_in_one_order_and_each_side_reads_its_own()
    {
        var story = await BeginAsync(house);
        var agent = story.Agent.Client;
        await agent.AssignIncidentAsync(story.Incident, new() { Note = "ZEBRA of a hand-over" }, null, Cancel);
        await agent.RecordWorkAsync(story.Incident, Works(WorkKind.Call, "We looked at the log together."), Cancel);
        await agent.RecordWorkAsync(story.Incident, Works(WorkKind.Research, "ZEBRA of research"), Cancel);
        await agent.ReplyAsync(story.Incident, Replies("Which build?", waits: true), null, Cancel);
        await agent.AddNoteAsync(story.Incident, Says("ZEBRA of a note"), Cancel);

        var desk = (await agent.ReadTimelineAsync(story.Incident, cancel: Cancel)).Entries;
        var portal = (await story.Customer.Client.ReadTimelineAsync(story.Incident, cancel: Cancel)).Entries;

        Assert.Equal(desk.OrderBy(entry => entry.At).ThenBy(entry => entry.Id), desk);
        Assert.Equal(6, desk.Count);
        Assert.Equal(
            [MessageKind.Problem, MessageKind.Call, MessageKind.Reply], portal.Select(entry => entry.Message!.Kind));
        var call = portal[1].Message!;
        Assert.Equal((Channel.Telephone, null), (call.Channel, call.Minutes));
        Assert.Equal(
            (IncidentStatus.Submitted, IncidentStatus.WaitingOnCustomer),
            (portal[2].Message!.Change!.StatusBefore, portal[2].Message!.Change!.StatusAfter));
        Assert.Equal(
            (WorkKind.Research, Channel.OffLine, 77),
            desk.Select(entry => entry.Note).OfType<NoteView>().Where(note => note.Work is not null)
                .Select(note => (note.Work!.Value, note.Channel!.Value, note.Minutes!.Value)).Single());
        Assert.True((await agent.GetIncidentAsync(story.Incident, Cancel)).Clock.Met);
    }

    [Fact]
    public async Task A_long_one_is_read_window_by_window_and_no_entry_twice()
    {
        var story = await BeginAsync(house);
        var ids = await house.WritesAsync(story, 119);
        var customer = story.Customer.Client;

        var last = await customer.ReadTimelineAsync(story.Incident, cancel: Cancel);
        var middle = await customer.ReadTimelineAsync(story.Incident, before: last.Earlier, cancel: Cancel);
        var first = await customer.ReadTimelineAsync(story.Incident, before: middle.Earlier, cancel: Cancel);
        var again = await customer.ReadTimelineAsync(story.Incident, after: first.Later, cancel: Cancel);
        var around = await customer.ReadTimelineAsync(story.Incident, entry: ids[60], cancel: Cancel);

        Assert.Equal((50, 50, 20), (last.Entries.Count, middle.Entries.Count, first.Entries.Count));
        Assert.Equal((null, null), (last.Later, first.Earlier));
        Assert.Equal(120, first.Entries.Concat(middle.Entries).Concat(last.Entries).DistinctBy(one => one.Id).Count());
        Assert.Equal(middle.Entries.Select(one => one.Id), again.Entries.Select(one => one.Id));
        Assert.Equal((51, ids[60]), (around.Entries.Count, around.Entries[25].Id));
        var all = await customer.ExportIncidentAsync(story.Incident, cancel: Cancel);
        Assert.Equal(ids, all.Timeline.Skip(1).Select(one => one.Id));
    }

    [Fact]
    public async Task A_file_stands_in_one_window_however_many_there_are_before_it()
    {
        var story = await BeginAsync(house);
        var ids = await house.WritesAsync(story, 60);
        await house.KeepsFilesAsync(story, 501, null, House.Today);
        await house.KeepsFilesAsync(story, 1, ids[^1], House.Today + Duration.FromSeconds(60));

        // Between the last entry of the first window and the first one of the last.
        await house.KeepsFilesAsync(story, 1, null, House.Today + Duration.FromMilliseconds(10_500));

        var last = await story.Customer.Client.ReadTimelineAsync(story.Incident, cancel: Cancel);
        var first = await story.Customer.Client.ReadTimelineAsync(story.Incident, before: last.Earlier, cancel: Cancel);

        Assert.Equal(ids[10], last.Entries.First(entry => entry.Message is not null).Id);
        Assert.Equal(1, last.Entries.Concat(first.Entries).Count(entry => entry.File is not null));
        Assert.Single(last.Entries[^1].Files);
    }

    [Fact]
    public async Task A_copy_is_read_while_it_is_sent_and_holds_what_it_would_hold_if_it_were_read_at_once()
    {
        var story = await BeginAsync(house);
        var ids = await house.WritesAsync(story, 230, new string('x', 40_000));
        await house.KeepsFilesAsync(story, 3, null, House.Today + Duration.FromSeconds(100));
        var last = new MessageId(ids[^1]);
        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Customer.Key);
        var address = new Uri($"/api/v1/incidents/{story.Incident}/export", UriKind.Relative);
        using var slowly = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using (var database = house.Storage.Read())
        {
            await database.Set<Message>().Where(one => one.Id == last).ExecuteUpdateAsync(
                one => one.SetProperty(row => row.Body, "Written when the copy was half sent."), Cancel);
        }

        var copy = await slowly.Content.ReadAsStringAsync(Cancel);

        Assert.Contains("Written when the copy was half sent.", copy, StringComparison.Ordinal);
        var options = house.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var whole = JsonSerializer.Deserialize<IncidentExportView>(copy, options)!;
        Assert.Equal(JsonSerializer.Serialize(whole, options), copy);
        Assert.Equal(234, whole.Timeline.Count);
        Assert.Equal(whole.Timeline.OrderBy(entry => entry.At).Select(entry => entry.Id), whole.Timeline
            .Select(entry => entry.Id));
        Assert.Equal(ids, whole.Timeline.Skip(1).Where(entry => entry.Message is not null).Select(entry => entry.Id));
    }

    [Fact, Trait("Rule", "R3")]
    public async Task Nothing_internal_reaches_the_customer_by_any_door()
    {
        var story = await BeginAsync(house);
        var agent = story.Agent.Client;
        await agent.AddNoteAsync(story.Incident, Says("ZEBRA of a note") with { Minutes = 77 }, Cancel);
        await agent.RecordWorkAsync(story.Incident, Works(WorkKind.Research, "ZEBRA of research"), Cancel);
        await agent.RecordWorkAsync(
            story.Incident, Works(WorkKind.Call, "ZEBRA of a call") with { Shown = false }, Cancel);
        await agent.AssignIncidentAsync(story.Incident, new NewAssignment { Note = "ZEBRA of an owner" }, null, Cancel);
        await agent.RecordWorkAsync(story.Incident, Works(WorkKind.RemoteSession, "Seen together."), Cancel);
        var hidden = (await agent.ReadTimelineAsync(story.Incident, cancel: Cancel)).Entries
            .First(entry => entry.Note is not null).Id;

        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Customer.Key);
        foreach (var door in (string[])
            [
                "timeline", $"timeline?entry={hidden}", "statements", "export", "export?internal=true", "messages", "",
            ])
        {
            var read = await http.GetStringAsync(
                new Uri($"api/v1/incidents/{story.Incident}/{door}", UriKind.Relative), Cancel);
            Assert.DoesNotContain("ZEBRA", read, StringComparison.Ordinal);
            Assert.DoesNotContain("77", read.Replace(story.Incident.ToString(), "", StringComparison.Ordinal)
                .Split("\"minutes\":").Skip(1).Select(part => part[..2]));
        }

        var told = ReadPdf(await story.Customer.Client.PrintIncidentAsync(story.Incident, cancel: Cancel));
        Assert.Contains("Seen together.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("ZEBRA", told, StringComparison.Ordinal);
        Assert.DoesNotContain("spent", told, StringComparison.Ordinal);
        var full = ReadPdf(await agent.PrintIncidentAsync(story.Incident, cancel: Cancel));
        Assert.Contains("ZEBRA of an owner", full, StringComparison.Ordinal);
        Assert.Contains("77 minutes", full, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "ZEBRA",
            ReadPdf(await agent.PrintIncidentAsync(story.Incident, withInternal: false, Cancel)),
            StringComparison.Ordinal);
        Assert.Equal(308, (await agent.ExportIncidentAsync(story.Incident, cancel: Cancel)).MinutesSpent);
        var bare = await agent.ExportIncidentAsync(story.Incident, withInternal: false, Cancel);
        Assert.Equal((false, null), (bare.Internal, bare.MinutesSpent));
        Assert.All(bare.Timeline, entry => Assert.Null(entry.Message!.Minutes));
    }

    [Fact]
    public async Task Only_an_agent_records_work_and_only_on_what_they_see()
    {
        var story = await BeginAsync(house);
        var work = Works(WorkKind.Call, "Hello");

        Assert.Equal(
            "access.not-allowed",
            await CodeAsync(() => story.Customer.Client.RecordWorkAsync(story.Incident, work, Cancel)));
        await story.Agent.Client.RecordWorkAsync(story.Incident, work, Cancel);
        await story.Agent.Client.RecordWorkAsync(story.Incident, work, Cancel);
        Assert.Equal(2, (await story.Customer.Client.ReadTimelineAsync(story.Incident, cancel: Cancel)).Entries.Count);
        var other = (await house.WelcomesAsync()).Client;
        Assert.Equal(
            "incident.unknown", await CodeAsync(() => other.ReadTimelineAsync(story.Incident, cancel: Cancel)));
        Assert.Equal(
            "incident.unknown", await CodeAsync(() => other.ExportIncidentAsync(story.Incident, cancel: Cancel)));
        Assert.Equal(
            "incident.unknown", await CodeAsync(() => other.ListStatementsAsync(story.Incident, Cancel)));
    }

    [Fact, Trait("Rule", "R4")]
    public async Task Every_version_of_the_statement_is_kept_with_its_answer()
    {
        var story = await BeginAsync(house);
        var (customer, agent) = (story.Customer.Client, story.Agent.Client);
        await agent.ProposeStatementAsync(story.Incident, States("It fails.", "It starts."), null, Cancel);
        await customer.CounterStatementAsync(
            story.Incident,
            new() { Id = Guid.CreateVersion7(), Body = "It fails at night.", SolutionCriterion = "It runs a week." },
            null,
            Cancel);
        await agent.ProposeStatementAsync(
            story.Incident, States("It fails at night.", "It runs three days."), null, Cancel);
        await customer.AcceptStatementAsync(
            story.Incident, Accepts() with { Body = "Three days will do." }, null, Cancel);

        var versions = await customer.ListStatementsAsync(story.Incident, Cancel);

        Assert.Equal(
            [(1, "It fails.", "It starts."), (2, "It fails at night.", "It runs three days.")],
            versions.Select(one => (one.Version, one.Statement, one.SolutionCriterion)));
        var (countered, accepted) = (Assert.Single(versions[0].Answers), Assert.Single(versions[1].Answers));
        Assert.Equal(
            (false, "It fails at night.", "It runs a week."),
            (countered.Accepted, countered.Words, countered.SolutionCriterion));
        Assert.Equal((true, "Three days will do."), (accepted.Accepted, accepted.Words));
        var incident = await customer.GetIncidentAsync(story.Incident, Cancel);
        Assert.Equal(
            (2, true, "It runs three days."),
            (incident.StatementVersion, incident.StatementAccepted, incident.SolutionCriterion));
    }

    [Fact, Trait("Rule", "R7")]
    public async Task Who_is_not_reached_twice_is_lowered_by_a_person_and_told()
    {
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer);
        var request = SubmittingAnIncident.Request() with
        {
            Severity = Severity.A,
            Hours = HoursOfCoverage.AroundTheClock,
            Contacts = [new() { Name = "Camille", Email = "camille@example.test", AnyHour = true }],
        };
        var incident = (await customer.Client.SubmitIncidentAsync(request, Cancel)).Id;
        var agent = (await house.WelcomesAsync(Role.Agent)).Client;
        await TryAsync(agent, incident);
        var version = (await agent.GetIncidentAsync(incident, Cancel)).Line.Version;
        Assert.Equal(
            "contact.not-tried-twice",
            await CodeAsync(() => agent.LowerSeverityAsync(incident, Lowers(), version, Cancel)));
        await TryAsync(agent, incident);
        var tried = await customer.Client.GetIncidentAsync(incident, Cancel);
        Assert.Equal((Severity.A, 2, null), (tried.Line.Severity, tried.UnreachedTries, tried.Clock.RespondedAt));

        await agent.LowerSeverityAsync(incident, Lowers(), tried.Line.Version, Cancel);

        var seen = (await customer.Client.ReadTimelineAsync(incident, cancel: Cancel)).Entries;
        Assert.Equal(
            [MessageKind.Problem, MessageKind.ContactTried, MessageKind.ContactTried, MessageKind.SeverityChanged],
            seen.Select(entry => entry.Message!.Kind));
        Assert.Equal(("Camille", Channel.Telephone), (seen[1].Message!.Contact, seen[1].Message!.Channel!.Value));
        Assert.Equal((Severity.A, Severity.B), (
            seen[3].Message!.Change!.SeverityBefore, seen[3].Message!.Change!.SeverityAfter));
        var told = await new Story(house, customer, null!, null!, default, incident).ToldAsync();
        Assert.Equal(2, told.Count(kind => kind == "incident.contact-tried"));
        Assert.Contains("incident.severity-changed", told);
    }

    [Fact, Trait("Rule", "R3")]
    public async Task Time_spent_is_reported_by_who_spent_it_and_on_what()
    {
        var story = await BeginAsync(house);
        await story.Agent.Client.RecordWorkAsync(story.Incident, Works(WorkKind.Call, "Hello"), Cancel);
        await story.Agent.Client.RecordWorkAsync(story.Incident, Works(WorkKind.Research, "Hm"), Cancel);
        await story.Agent.Client.ReplyAsync(
            story.Incident, Replies("Done.") with { Minutes = 6 }, null, Cancel);

        var byAgent = await story.Manager.Client.ReportTimeAsync(cancel: Cancel);
        var byProduct = await story.Manager.Client.ReportTimeAsync(by: TimeGrouping.Product, cancel: Cancel);
        var before = await story.Manager.Client.ReportTimeAsync("2026-01", "2026-10", cancel: Cancel);

        var own = Assert.Single(byAgent.Groups, group => group.Group == story.Agent.Id.Value.ToString());
        Assert.Equal((160, 3, 1), (own.Minutes, own.Entries, own.Incidents));
        Assert.Contains(byProduct.Groups, group => group is { Group: "windows-server", Minutes: >= 160 });
        Assert.Equal(byAgent.All, byProduct.All);
        Assert.Equal(0, before.All.Minutes);
        Assert.Equal(
            "access.not-allowed", await CodeAsync(() => story.Agent.Client.ReportTimeAsync(cancel: Cancel)));
    }

    private static Task<IncidentStateView> TryAsync(Client.GuichetClient agent, Guid incident) =>
        agent.RecordContactAttemptAsync(
            incident,
            new()
            {
                Id = Guid.CreateVersion7(),
                Contact = "Camille",
                Way = ContactWay.Telephone,
                TriedAt = House.Today.ToDateTimeOffset(),
            },
            Cancel);

    private static NewLowering Lowers() => new()
    {
        Id = Guid.CreateVersion7(),
        Hours = HoursOfCoverage.BusinessHours,
        Reason = "Nobody could be reached.",
    };

    private static NewWork Works(WorkKind kind, string body) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = kind,
        StartedAt = House.Today.ToDateTimeOffset(),
        Minutes = 77,
        Body = body,
    };

    private static string ReadPdf(byte[] bytes)
    {
        using var pdf = PdfDocument.Open(bytes);
        return pdf.GetPages().Aggregate(new StringBuilder(), (text, page) => text.AppendLine(page.Text)).ToString();
    }
}

internal static class LongTimelines
{
    /// <summary>Messages of the customer, a second apart, with ids in their order.</summary>
    public static async Task<IReadOnlyList<Guid>> WritesAsync(
        this House house, Story story, int count, string words = "")
    {
        var ids = new List<Guid>();
        await house.Work.RunAsync<bool>(
            database =>
            {
                ids.Clear();
                for (var at = 1; at <= count; at++)
                {
                    ids.Add(Guid.CreateVersion7(House.Today.ToDateTimeOffset().AddSeconds(at)));
                    database.Add(new Message(
                        new MessageId(ids[^1]),
                        new IncidentId(story.Incident),
                        Guichet.Incidents.MessageKind.Reply,
                        Guichet.Incidents.ActBy.Customer,
                        story.Customer.Id,
                        "Camille",
                        $"Line {at}{words}",
                        null,
                        House.Today + Duration.FromSeconds(at)));
                }

                return Task.FromResult<Result<bool>>(true);
            },
            TestContext.Current.CancellationToken);
        return ids;
    }

    /// <summary>Files of the customer that are all there.</summary>
    public static Task KeepsFilesAsync(this House house, Story story, int count, Guid? entry, Instant at) =>
        house.Work.RunAsync<bool>(
            database =>
            {
                for (var file = 1; file <= count; file++)
                {
                    var sent = Attachment.Start(
                        new Upload(
                            new(Guid.CreateVersion7()),
                            new IncidentId(story.Incident),
                            entry is { } id ? new MessageId(id) : null,
                            $"trace-{file}.log",
                            10),
                        new Actor(
                            story.Customer.Id, "Camille", Role.Customer, SignInKind.Personal, null, null, []),
                        0,
                        new AttachmentLimits(100, 1_000),
                        at).Value!;
                    sent.Append(0, 10, at);
                    sent.Remove(at);
                    database.Add(sent);
                }

                return Task.FromResult<Result<bool>>(true);
            },
            TestContext.Current.CancellationToken);
}

public sealed class KeepingATimelineOnSqlite(SqliteHouse house) : KeepingATimeline(house);

public sealed class KeepingATimelineOnPostgres(PostgresHouse house) : KeepingATimeline(house);
