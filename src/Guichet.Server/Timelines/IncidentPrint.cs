using System.Globalization;
using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Policies;
using Guichet.Server.Printing;
using Guichet.Server.Shell;
using NodaTime.Extensions;

namespace Guichet.Server.Timelines;

/// <summary>How a document is to look.</summary>
/// <param name="Zone">The reader's.</param>
/// <param name="Paper">"letter", else A4.</param>
/// <param name="Language">Two letters.</param>
internal sealed record PrintLook(DateTimeZone Zone, string? Paper, string Language);

/// <summary>An exported incident for paper, up to a length that nobody reads: then it says what it leaves out.
/// </summary>
internal sealed class IncidentPrint(IncidentExport exports, PrintTurns turns, Texts texts, InForce inForce)
{
    private const int MostPages = 500;

    /// <summary>The document as PDF, with the incident that it was made of. Refused: <c>incident.unknown</c> where the
    /// actor does not see it, <c>requests.too-many</c>.</summary>
    public async Task<Result<(IncidentExportView Export, byte[] Pdf)>> PrintAsync(
        Actor actor, Guid id, bool withInternal, PrintLook look, CancellationToken cancel)
    {
        if (!(await turns.TakeAsync(actor.Person, cancel)).Succeeded(out var turn, out var refusal))
        {
            return refusal;
        }

        using (turn)
        {
            if (await exports.OpenAsync(actor, id, withInternal, cancel) is not { } opened)
            {
                return new Refusal("incident.unknown", "There is no such incident.");
            }

            var export = await opened.ReadAsync(cancel);
            var policy = (await inForce.ReadAsync(cancel)).Policy;
            return (export, Speaking.In(look.Language, () => Print(export, policy, look)));
        }
    }

    internal byte[] Print(IncidentExportView export, PolicyInForce policy, PrintLook look)
    {
        var zone = look.Zone;
        var line = export.Incident.Line;
        var made = export.ExportedAt.ToInstant();
        var title = texts.Get(
            "timeline.print.title",
            ("number", line.Number.ToString(CultureInfo.InvariantCulture)),
            ("title", line.Title));
        var paper = PaperSize.Find(look.Paper) ?? PaperSize.A4;
        using var document = new PrintedDocument(texts, paper, title, texts["brand"])
        {
            Foot = texts.Get(
                export.Internal ? "timeline.print.made.internal" : "timeline.print.made",
                ("at", Format.Moment(made, zone))),
        };
        var plan = policy.FindPlan(line.Plan) is { } found ? texts[found.Name] : line.Plan;
        document.Facts(Facts(export, plan, zone));
        WriteStatements(document, export, zone);
        document.Heading(texts["timeline.title"]);
        for (var at = 0; at < export.Timeline.Count; at++)
        {
            if (document.Pages >= MostPages)
            {
                document.Paragraph(
                    texts.Get("timeline.print.more", ("count", export.Timeline.Count - at)), TextStyle.Strong);
                break;
            }

            WriteEntry(document, export.Timeline[at], zone);
        }

        return document.ToPdf(made);
    }

    private IEnumerable<(string Name, string Value)> Facts(
        IncidentExportView export, string plan, DateTimeZone zone)
    {
        var (incident, line) = (export.Incident, export.Incident.Line);
        yield return (texts["desk.side.customer"], line.OrganizationName is { } company
            ? $"{line.CustomerName}, {company}" : line.CustomerName);
        yield return (texts["desk.side.product"], line.ReleaseName);
        yield return (texts["desk.side.plan"], plan);
        yield return (
            texts["severity.label"],
            $"{line.Severity} – {texts[$"severity.{line.Severity}"]}, {texts[$"hours.{incident.Hours}"]}");
        yield return (texts["timeline.print.status"], line.ClosingReason is { } reason
            ? $"{texts[$"incident.status.{line.Status}"]} – {texts[$"incident.closing.{reason}"]}"
            : texts[$"incident.status.{line.Status}"]);
        yield return (texts["desk.side.charge"], texts[$"incident.charge.{line.Charge}"]);
        yield return (texts["timeline.print.submitted"], Format.Moment(line.SubmittedAt.ToInstant(), zone));
        if (line.RespondedAt is { } responded)
        {
            yield return (texts["timeline.print.responded"], Format.Moment(responded.ToInstant(), zone));
        }

        if (incident.ClosedAt is { } closed)
        {
            yield return (texts["timeline.print.closed"], Format.Moment(closed.ToInstant(), zone));
        }

        if (export.MinutesSpent is { } minutes)
        {
            yield return (texts["timeline.spent"], EntryText.Time(texts, minutes));
        }
    }

    private void WriteStatements(PrintedDocument document, IncidentExportView export, DateTimeZone zone)
    {
        if (export.Statements.Count == 0)
        {
            return;
        }

        document.Heading(texts["statement.versions"]);
        foreach (var version in export.Statements.TakeWhile(_ => document.Pages < MostPages))
        {
            document.Paragraph(
                texts.Get(
                    "statement.version.by",
                    ("version", version.Version),
                    ("name", version.ProposedByName),
                    ("at", Format.ShortMoment(version.ProposedAt.ToInstant().InZone(zone)))),
                TextStyle.Strong);
            document.Markdown(version.Statement);
            WriteCriterion(document, version.SolutionCriterion);

            foreach (var answer in version.Answers)
            {
                document.Paragraph(
                    texts.Get(
                        answer.Accepted ? "statement.accepted.by" : "statement.countered.by",
                        ("name", answer.ByName),
                        ("at", Format.ShortMoment(answer.At.ToInstant().InZone(zone)))),
                    TextStyle.Soft);
                if (answer.Words.Length > 0)
                {
                    document.Markdown(answer.Words);
                }
            }
        }
    }

    private void WriteCriterion(PrintedDocument document, string criterion)
    {
        if (criterion.Length > 0)
        {
            document.Paragraph(texts["statement.criterion"], TextStyle.Soft);
            document.Markdown(criterion);
        }
    }

    private void WriteEntry(PrintedDocument document, TimelineEntryView entry, DateTimeZone zone)
    {
        var words = EntryText.Of(texts, entry);
        document.Paragraph(
            string.Join(" · ", ((string[])[words.Title, words.Author, words.Internal]).Where(part => part.Length > 0)),
            TextStyle.Strong);
        string[] facts =
        [
            Format.ShortMoment(entry.At.ToInstant().InZone(zone)),
            words.Channel,
            words.Contact,
            words.Happened(zone),
            words.Minutes,
            .. words.Changes,
        ];
        document.Paragraph(string.Join(" · ", facts.Where(part => part.Length > 0)), TextStyle.Soft);
        document.Markdown(words.Body);
        WriteCriterion(document, entry.Message?.SolutionCriterion ?? "");

        foreach (var file in entry.Files)
        {
            document.Paragraph($"{file.Name} ({Format.FileSize(file.Length)})", TextStyle.Soft);
        }
    }
}
