using System.Globalization;
using Guichet.Client.Incidents;
using Guichet.Server.Shell;
using NodaTime.Extensions;

namespace Guichet.Server.Timelines;

/// <summary>An entry of the timeline in the reader's words; what there is none of is empty.</summary>
internal sealed class EntryText
{
    private readonly Texts texts;
    private readonly TimelineEntryView entry;
    private readonly bool toCustomer;

    private EntryText(Texts texts, TimelineEntryView entry, bool toCustomer) =>
        (this.texts, this.entry, this.toCustomer) = (texts, entry, toCustomer);

    /// <summary>What it is.</summary>
    public string Title => entry switch
    {
        { Message: { } message } => texts[$"incident.entry.{message.Kind}"],
        { Note.Work: { } work } => texts[$"incident.entry.{work}"],
        { Note: not null } => texts["timeline.note"],
        { Assignment: { } one } => texts.Get(
            $"handling.act.{one.Act}",
            ("to", string.Join(
                ", ", new[] { one.TeamName, one.AgentName }.OfType<string>().DefaultIfEmpty(texts["queue.nobody"])))),
        { File: { } file } => texts.Get("timeline.file", ("name", file.Name)),
        _ => "",
    };

    /// <summary>Who wrote it.</summary>
    public string Author => entry switch
    {
        { Message: { } message } => message.AuthorName,
        { Note: { } note } => note.AuthorName,
        { Assignment: { } assignment } => assignment.ByName,
        { File: { } file } => file.UploadedBy,
        _ => "",
    };

    /// <summary>Says that only the vendor's side sees it.</summary>
    public string Internal => entry.Note is not null || entry.Assignment is not null ? texts["timeline.internal"] : "";

    /// <summary>By which way it came.</summary>
    public string Channel =>
        (entry.Message?.Channel ?? entry.Note?.Channel) is { } channel ? texts[$"timeline.channel.{channel}"] : "";

    /// <summary>Who was spoken to or was not reached.</summary>
    public string Contact => entry switch
    {
        { Message: { Kind: MessageKind.ContactTried, Contact: var tried } } => tried,
        { Message.Contact: { Length: > 0 } spokenTo } => texts.Get("timeline.with", ("name", spokenTo)),
        { Note.Contact: { Length: > 0 } spokenTo } => texts.Get("timeline.with", ("name", spokenTo)),
        _ => "",
    };

    /// <summary>Time spent.</summary>
    public string Minutes => (entry.Message?.Minutes ?? entry.Note?.Minutes) is { } minutes and > 0
        ? texts.Get("timeline.minutes", ("count", minutes))
        : "";

    /// <summary>What it changed, each as a sentence.</summary>
    public IEnumerable<string> Changes
    {
        get
        {
            if (entry.Message?.Change is not { } change)
            {
                yield break;
            }

            if (change is { StatusBefore: { } was, StatusAfter: { } status })
            {
                yield return texts.Get("timeline.change.status", ("from", Status(was)), ("to", Status(status)));
            }

            if (change is { SeverityBefore: { } lower, SeverityAfter: { } severity })
            {
                yield return texts.Get("timeline.change.severity", ("from", $"{lower}"), ("to", $"{severity}"));
            }

            if (change is { HoursBefore: { } before, HoursAfter: { } hours })
            {
                yield return texts.Get(
                    "timeline.change.hours", ("from", texts[$"hours.{before}"]), ("to", texts[$"hours.{hours}"]));
            }
        }
    }

    /// <summary>What was written, in Markdown.</summary>
    public string Body => entry.Message?.Body ?? entry.Note?.Body ?? entry.Assignment?.Note ?? "";

    /// <summary>Time spent as people say it, in hours of sixty minutes however many they are.</summary>
    public static string Time(Texts texts, int minutes) => texts.Get(
        "report.time.hours",
        ("hours", Format.Number(minutes / 60)),
        ("minutes", (minutes % 60).ToString("00", CultureInfo.InvariantCulture)));

    public static EntryText Of(Texts texts, TimelineEntryView entry, bool toCustomer = false) =>
        new(texts, entry, toCustomer);

    /// <summary>When the work began or the contact was tried, where that is not the minute in which it was written.
    /// </summary>
    public string Happened(DateTimeZone zone) =>
        (entry.Message?.HappenedAt ?? entry.Note?.HappenedAt) is { } at && entry.At - at >= TimeSpan.FromMinutes(1)
            ? texts.Get("timeline.happened", ("at", Format.ShortMoment(at.ToInstant().InZone(zone))))
            : "";

    private string Status(IncidentStatus status) =>
        toCustomer && status == IncidentStatus.WaitingOnCustomer
            ? texts["portal.waiting-on-you"]
            : texts[$"incident.status.{status}"];
}
