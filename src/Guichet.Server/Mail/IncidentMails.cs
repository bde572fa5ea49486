using System.Collections.Frozen;
using System.Globalization;
using Guichet.Attachments;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Mail;

/// <summary>Mails about an incident, to its customer or to the agent who looks after it (to the team while nobody
/// does). They quote the conversation that both sides see; what only the vendor sees is not read here.</summary>
internal sealed class IncidentMails(Texts texts, InForce inForce, IOptions<MailOptions> options) : IMailComposer
{
    public const string Submitted = "incident.submitted";

    /// <summary>Follows <see cref="Submitted"/> where the team has an address.</summary>
    public const string SubmittedToTeam = "incident.submitted-to-team";

    private static readonly FrozenDictionary<string, Side> Sides = new Dictionary<string, Side>
    {
        [Submitted] = Side.Customer,
        [SubmittedToTeam] = Side.Team,
        ["incident.replied"] = Side.Other,
        ["incident.statement-proposed"] = Side.Customer,
        ["incident.statement-accepted"] = Side.Agent,
        ["incident.statement-countered"] = Side.Agent,
        ["incident.solution-offered"] = Side.Customer,
        ["incident.solution-accepted"] = Side.Agent,
        ["incident.solution-refused"] = Side.Agent,
        ["incident.severity-changed"] = Side.Customer,
        ["incident.contact-tried"] = Side.Customer,
        ["incident.parts-proposed"] = Side.Customer,
        ["incident.part-accepted"] = Side.Agent,
        ["incident.part-declined"] = Side.Agent,
        ["incident.reopened"] = Side.Agent,
        ["incident.credit-asked"] = Side.Agent,
        ["incident.charge-disputed"] = Side.Customer,
        ["incident.dispute-upheld"] = Side.Customer,
        ["incident.dispute-rejected"] = Side.Customer,
        ["incident.closed"] = Side.Customer,
        ["incident.decided"] = Side.Customer,
    }.ToFrozenDictionary();

    /// <summary>Whom a kind is for.</summary>
    private enum Side
    {
        Customer,
        Agent,
        Team,

        /// <summary>Whoever did not write the message.</summary>
        Other,
    }

    public bool Makes(string kind) => Sides.ContainsKey(kind);

    public Task<IReadOnlyList<OutboxMessage>> FollowUpAsync(
        Database database, Told told, Instant now, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<OutboxMessage>>(told.Kind == Submitted && options.Value.TeamAddress.Length > 0
            ? [OutboxMessage.Of(SubmittedToTeam, new { incident = told.Id("incident") }, now)]
            : []);

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var id = new IncidentId(told.Id("incident"));
        var incident = await database.Set<Incident>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        var message = await FindMessageAsync(database, id, told, cancel);
        if (incident is null || IsOver(told.Kind, incident))
        {
            return null;
        }

        var side = Sides[told.Kind];
        side = side == Side.Other ? message?.By == ActBy.Customer ? Side.Agent : Side.Customer : side;
        var parts = message is null ? [] : await FindPartsAsync(database, message, cancel);
        IReadOnlyList<Message> burst = message is null ? [] : await database.FindBurstAsync(message, cancel);
        if (await FindRecipientAsync(database, side, incident, cancel) is not { } to
            || (message is not null && burst.Count == 0))
        {
            return null;
        }

        var files = await FindFilesAsync(database, burst, cancel);
        var billing = (await inForce.ReadAsync(database, cancel)).Policy.Policy.Closing.Billing;
        return Speaking.In(to.Language, () =>
        {
            var mail = Write(told.Kind, side, to, incident, message) with
            {
                Quote = burst.Quote(QuoteOf),
                Facts =
                [
                    .. Facts(told.Kind, to, incident),
                    .. parts.Select(PartFact),
                    .. files.Select(name => (texts["mail.label.file"], name)),
                ],
            };
            mail = mail with { Acts = [.. Acts(told, incident)] };
            return told.Kind is "incident.closed" or "incident.decided" ? WithDispute(mail, incident, billing) : mail;
        });
    }

    /// <summary>What the link does that came with what was told.</summary>
    private IEnumerable<(string Text, string Path)> Acts(Told told, Incident incident)
    {
        if (told.TextOrNone("link") is not { Length: > 0 } link)
        {
            yield break;
        }

        if (told.Kind == "incident.solution-offered")
        {
            yield return (texts["mail.solution.accept"], $"/answer/{link}");
            yield return (texts["mail.solution.refuse"], $"/answer/{link}?no=true");
        }
        else if (incident.AsksSatisfaction)
        {
            yield return (texts["mail.satisfaction.link"], $"/satisfaction/{link}");
        }
    }

    /// <summary>Says until when the charge can be disputed, and leads to where that is done.</summary>
    private OutgoingMail WithDispute(OutgoingMail mail, Incident incident, BillingTerms terms) =>
        incident.ChargedAt is { } chargedAt && incident.DisputableUntil(chargedAt, terms) is { } until
            ? mail with
            {
                Outlook = $"{mail.Outlook} {texts.Get("mail.dispute.until", ("until", until.InZone(mail.To.Zone)))}",
                Link = (texts["mail.incident.link"], $"/incidents/{incident.Id.Value}#dispute"),
            }
            : mail;

    /// <summary>What was told no longer holds: reopened since it was closed, or closed since a solution was offered, or
    /// no part waits any more.</summary>
    private static bool IsOver(string kind, Incident incident) => kind switch
    {
        "incident.closed" => incident.IsOpen,
        "incident.solution-offered" => incident.Status != IncidentStatus.SolutionOffered,
        "incident.parts-proposed" => incident.WaitingParts == 0,
        _ => false,
    };

    private static async Task<Message?> FindMessageAsync(
        Database database, IncidentId incident, Told told, CancellationToken cancel)
    {
        if (told.IdOrNone("message") is not { } value)
        {
            return null;
        }

        var id = new MessageId(value);
        return await database.Set<Message>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == id && row.Incident == incident, cancel);
    }

    /// <summary>The parts that a message proposes or answers, each with its plan; none for any other message.</summary>
    private async Task<IReadOnlyList<(ProposedPart Part, SupportPlan? Plan)>> FindPartsAsync(
        Database database, Message message, CancellationToken cancel)
    {
        var parts = await database.Set<ProposedPart>().AsNoTracking()
            .Where(part => part.Incident == message.Incident)
            .Where(part => part.Proposal == message.Id || part.Answer == message.Id)
            .OrderBy(part => part.Position)
            .ToListAsync(cancel);
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        return [.. parts.Select(part => (part, policy.FindPlan(part.Plan)))];
    }

    /// <summary>The names of what was sent with a message; the files stay here, behind the sign-in.</summary>
    private static async Task<List<string>> FindFilesAsync(
        Database database, IReadOnlyList<Message> burst, CancellationToken cancel)
    {
        var names = new List<string>();
        foreach (var message in burst)
        {
            names.AddRange(await database.Set<Attachment>()
                .Where(file => file.Incident == message.Incident && file.Entry == message.Id
                    && file.UploadedBy == message.Author && file.State != AttachmentState.Receiving)
                .OrderBy(file => file.StartedAt)
                .ThenBy(file => file.Id)
                .Select(file => file.Name)
                .ToListAsync(cancel));
        }

        return names;
    }

    private (string Label, string Value) PartFact((ProposedPart Part, SupportPlan? Plan) line) => (
        texts["mail.label.part"],
        texts.Get(
            line.Part.Counted ? "mail.part.counted" : "mail.part.uncounted",
            ("title", line.Part.Title),
            ("severity", line.Part.Severity.ToString()),
            ("plan", line.Plan is { } plan ? texts[plan.Name] : line.Part.Plan)));

    private async Task<Recipient?> FindRecipientAsync(
        Database database, Side side, Incident incident, CancellationToken cancel)
    {
        var person = side switch
        {
            Side.Customer => incident.Customer,
            Side.Agent => incident.Agent,
            _ => null,
        };
        if (person is { } id)
        {
            return await database.FindRecipientAsync(id, cancel);
        }

        var team = options.Value;
        return side == Side.Customer || team.TeamAddress.Length == 0
            ? null
            : new Recipient(
                team.TeamAddress, "", team.TeamLanguage, (await inForce.ReadAsync(database, cancel)).Policy.Zone);
    }

    private OutgoingMail Write(string kind, Side side, Recipient to, Incident incident, Message? message)
    {
        // Replies go either way, and each side reads its own words.
        var key = kind == "incident.replied" && side == Side.Agent ? $"mail.{kind}.agent" : $"mail.{kind}";
        var forCustomer = side == Side.Customer;
        return new OutgoingMail(
            to,
            texts.Get("mail.incident.subject", ("number", Number(incident)), ("title", incident.Title)),
            texts.Get(
                $"{key}.lead",
                ("number", Number(incident)),
                ("name", message?.AuthorName ?? ""),
                ("contact", message?.Contact ?? ""),
                ("severity", incident.Severity.ToString())))
        {
            Outlook = Outlook(kind, to, incident),
            Link = forCustomer
                ? (texts["mail.incident.link"], $"/incidents/{incident.Id.Value}")
                : (texts["mail.incident.link.desk"], $"/desk/incidents/{incident.Id.Value}"),
            Incident = incident.Id.Value,
        };
    }

    /// <summary>The words, and with a statement what counts as a solution.</summary>
    private string QuoteOf(Message message) => message.SolutionCriterion is { Length: > 0 } criterion
        ? $"{message.Body}\n\n{texts["statement.criterion"]}\n{criterion}"
        : message.Body;

    private IEnumerable<(string Label, string Value)> Facts(string kind, Recipient to, Incident incident)
    {
        switch (kind)
        {
            case Submitted or SubmittedToTeam or "incident.severity-changed":
                yield return (texts["mail.label.title"], incident.Title);
                yield return (texts["mail.label.product"], incident.ReleaseName);
                var level = texts[$"severity.{incident.Severity}"];
        yield return (texts["mail.label.severity"], $"{incident.Severity} – {level}");
                if (!incident.Answered)
                {
                    yield return (texts["mail.label.first-response"], Format.Moment(incident.Clock.DueAt, to.Zone));
                }

                break;
            case "incident.closed" or "incident.decided":
                yield return (texts["mail.label.title"], incident.Title);
                if (incident.ClosingReason is { } reason)
                {
                    yield return (texts["mail.label.closing-reason"], texts[$"mail.closing-reason.{reason}"]);
                }

                break;
        }
    }

    private string Outlook(string kind, Recipient to, Incident incident) => kind switch
    {
        "incident.closed" or "incident.decided" => texts[$"mail.charge.{incident.Charge}"],
        "incident.solution-offered" when incident.SolutionStandsAt is { } until =>
            texts.Get("mail.incident.solution-offered.outlook", ("until", until.InZone(to.Zone))),
        "incident.charge-disputed" when incident.DisputeDueAt is { } due =>
            texts.Get("mail.incident.charge-disputed.outlook", ("due", due.InZone(to.Zone))),
        Submitted or "incident.statement-proposed" or "incident.parts-proposed" or "incident.contact-tried" =>
            texts[$"mail.{kind}.outlook"],
        _ => "",
    };

    /// <summary>As it is said aloud: without grouping.</summary>
    private static string Number(Incident incident) => incident.Number.ToString(CultureInfo.InvariantCulture);
}
