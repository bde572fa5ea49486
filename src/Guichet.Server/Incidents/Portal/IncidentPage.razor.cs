using Guichet.Client;
using Guichet.Client.Attachments;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Attachments;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Billing;
using Guichet.Server.Incidents.Disputes;
using Guichet.Server.Incidents.Links;
using Guichet.Server.Incidents.Splitting;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Incidents.Working;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Components;

namespace Guichet.Server.Incidents.Portal;

/// <summary>One incident, as its customer sees it and acts on it.</summary>
public sealed partial class IncidentPage
{
    private readonly FormErrors errors = new();
    private IncidentView? view;
    private BillingDecision? decision;
    private DisputeView? dispute;
    private IReadOnlyList<PartView> parts = [];
    private IReadOnlyList<IncidentLinkView> links = [];
    private IReadOnlyList<AttachmentView> files = [];
    private IReadOnlyDictionary<string, string> planNames = new Dictionary<string, string>();
    private Guichet.Incidents.CreditOffer offer;
    private DraftView? draft;
    private IReadOnlyList<IncidentChangeView> changes = [];
    private bool replyRefused;
    private bool apart;

    /// <summary>Its id.</summary>
    [Parameter] public Guid Id { get; set; }

    /// <summary>Set by the last step of a request.</summary>
    [SupplyParameterFromQuery] private string? Submitted { get; set; }

    /// <summary>What was just done.</summary>
    [SupplyParameterFromQuery] private string? Said { get; set; }

    [SupplyParameterFromForm(FormName = "reply")] private ActForm? Reply { get; set; }

    [SupplyParameterFromForm(FormName = "statement")] private ActForm? Statement { get; set; }

    [SupplyParameterFromForm(FormName = "solution")] private ActForm? Solution { get; set; }

    [SupplyParameterFromForm(FormName = "reopen")] private ActForm? Reopening { get; set; }

    [SupplyParameterFromForm(FormName = "close")] private ActForm? Closing { get; set; }

    [SupplyParameterFromForm(FormName = "dispute")] private ActForm? Disputing { get; set; }

    [SupplyParameterFromForm(FormName = "credit")] private ActForm? Credit { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = default!;

    [Inject] private NavigationManager Go { get; set; } = default!;

    [Inject] private IStorage Storage { get; set; } = default!;

    [Inject] private InForce InForce { get; set; } = default!;

    [Inject] private IClock Clock { get; set; } = default!;

    [Inject] private ReplyToIncident Replying { get; set; } = default!;

    [Inject] private SentFiles Sent { get; set; } = default!;

    [Inject] private KeepDraft Keep { get; set; } = default!;

    [Inject] private AnswerStatement StatementAnswers { get; set; } = default!;

    [Inject] private AnswerSolution SolutionAnswers { get; set; } = default!;

    [Inject] private ReopenIncident ReopenOperation { get; set; } = default!;

    [Inject] private CloseIncident CloseOperation { get; set; } = default!;

    [Inject] private AskForCredit AskOperation { get; set; } = default!;

    [Inject] private DisputeCharge DisputeOperation { get; set; } = default!;

    // What was posted must be there to be answered, even where it can no longer be done.
    private bool AwaitsDispute =>
        HttpMethods.IsPost(Http.Request.Method) && Http.Request.Form["_handler"] == "dispute" && !errors.Any;

    protected override async Task OnInitializedAsync()
    {
        (Reply, Statement, Solution) = (Reply ?? new(), Statement ?? new(), Solution ?? new());
        (Reopening, Closing, Credit) = (Reopening ?? new(), Closing ?? new(), Credit ?? new());
        Disputing ??= new();
        await LoadAsync();
        if (draft is not null && Reply.Id is null)
        {
            (Reply.Id, Reply.Body) = (draft.Entry.ToString(), draft.Body);
            changes = await ChangesAsync(draft.Version);
        }

        Reply.Draft ??= HttpMethods.IsGet(Http.Request.Method) ? DraftState.Revision(draft) : null;
        Reply.Id ??= Guid.CreateVersion7().ToString();
    }

    private async Task LoadAsync()
    {
        var (actor, cancel) = (Http.Actor(), Http.RequestAborted);
        await using var database = Storage.Read();
        var terms = await InForce.ReadAsync(database, cancel);
        var policy = terms.Policy;
        view = await database.FindIncidentViewAsync(actor, Id, policy, Clock.GetCurrentInstant(), cancel);
        if (view is null)
        {
            Go.NotFound();
            return;
        }

        decision = await database.FindBillingDecisionAsync(Id, cancel);
        dispute = await database.FindDisputeAsync(actor, Id, cancel);
        parts = await database.ListPartsAsync(actor, Id, terms, Clock.GetCurrentInstant(), cancel) ?? parts;
        links = await database.ListLinksAsync(actor, Id, cancel) ?? links;
        files = await database.ListSentAttachmentsAsync(actor, Id, cancel);
        draft = await database.ListEntryDraftsAsync(actor, Id, cancel) is [var kept, ..] ? kept : null;
        planNames = policy.Policy.Plans.ToDictionary(plan => plan.Key, plan => Texts[plan.Name]);
        offer = policy.Policy.Closing.MissedResponse;
    }

    /// <summary>Shows why, over what is true now.</summary>
    private async Task FailAsync(Refusal refusal)
    {
        errors.Add(Texts.Explain(refusal));
        await LoadAsync();
        (apart, Reply!.Draft) = DraftState.Shown(refusal, draft, Reply.Draft);
        Reply.Id = DraftState.EntryAfter(refusal, draft, Reply.Id);
    }

    private static Instant At(DateTimeOffset at) => Instant.FromDateTimeOffset(at);

    private string MissedWords => Texts.Get(
        view!.Clock.RespondedAt is null ? "portal.missed.none" : "portal.missed.late",
        ("due", At(view.Clock.DueAt).InZone(Http.SignedIn().Zone)),
        ("given", view.Clock.RespondedAt is { } given ? At(given).InZone(Http.SignedIn().Zone) : ""));

    private bool Can(IncidentAct act) => view!.Acts.Contains(act);

    private async Task ReplyAsync()
    {
        if (Reply!.Act is { Length: > 0 } act)
        {
            await KeepAsync(act);
            return;
        }

        var reply = new NewReply
        {
            Id = Reply!.MessageId,
            Body = Reply.Body,
            Draft = DraftState.Sent(Reply.Draft, Reply.Page),
        };
        await Sent.AttachAsync(Http, Id, Reply.MessageId, nameof(Reply), (errors, Texts));
        if (Http.WantsPreview())
        {
            return;
        }

        await DoAsync("reply", nameof(Reply), reply,
            () => Replying.RunAsync(Http.SignedIn(), Id, reply, Reply.ReadVersion, Http.RequestAborted));
    }

    /// <summary>Without script: the draft is kept, or thrown away, by a button.</summary>
    private async Task KeepAsync(string act)
    {
        var words = new NewDraft
        {
            Entry = Reply!.MessageId ?? Guid.CreateVersion7(),
            Body = Reply.Body,
            Version = Reply.ReadVersion,
        };
        if (act == DraftState.Keep && !errors.Pass(words, Texts, nameof(Reply)))
        {
            return;
        }

        var (actor, cancel, read) = (Http.Actor(), Http.RequestAborted, DraftState.RevisionOf(Reply.Draft));
        var refusal = act == DraftState.Keep
            ? (await Keep.RunAsync(actor, Id, DraftBox.Reply, words, read, cancel)).Refusal
            : (await Keep.DropAsync(actor, Id, DraftBox.Reply, read, cancel)).Refusal;
        if (refusal is not null)
        {
            await FailAsync(refusal);
            return;
        }

        Go.NavigateTo($"/incidents/{Id}#reply");
    }

    private async Task<IReadOnlyList<IncidentChangeView>> ChangesAsync(int since)
    {
        await using var database = Storage.Read();
        return (await database.FindChangesAsync(Http.Actor(), Id, since, Http.RequestAborted))?.Changes ?? [];
    }

    private Task AnswerStatementAsync()
    {
        if (Statement!.Act == "accept")
        {
            var acceptance = Acceptance(Statement);
            return DoAsync("statement-accepted", nameof(Statement), acceptance, () => StatementAnswers.AcceptAsync(
                Http.SignedIn(), Id, acceptance, Statement.ReadVersion, Http.RequestAborted));
        }

        var other = new NewCounterStatement
        {
            Id = Statement.MessageId,
            Body = Statement.Body,
            SolutionCriterion = Statement.SolutionCriterion,
        };
        return DoAsync("statement-countered", nameof(Statement), other, () => StatementAnswers.CounterAsync(
            Http.SignedIn(), Id, other, Statement.ReadVersion, Http.RequestAborted));
    }

    private Task AnswerSolutionAsync()
    {
        if (Solution!.Act == "accept")
        {
            var acceptance = Acceptance(Solution);
            return DoAsync("solution-accepted", nameof(Solution), acceptance, () => SolutionAnswers.AcceptAsync(
                Http.SignedIn(), Id, acceptance, Solution.ReadVersion, Http.RequestAborted));
        }

        var why = Words(Solution);
        return DoAsync("solution-refused", nameof(Solution), why, () => SolutionAnswers.RefuseAsync(
            Http.SignedIn(), Id, why, Solution.ReadVersion, Http.RequestAborted));
    }

    private Task ReopenAsync()
    {
        var words = Words(Reopening!);
        return DoAsync("reopened", nameof(Reopening), words, () => ReopenOperation.RunAsync(
            Http.SignedIn(), Id, words, Reopening!.ReadVersion, Http.RequestAborted));
    }

    private Task CloseAsync()
    {
        var closure = new NewClosure
        {
            Id = Closing!.MessageId,
            Reason = ClosingReason.CustomersWish,
            Body = Closing.Body,
        };
        return DoAsync("closed", nameof(Closing), closure, () => CloseOperation.RunAsync(
            Http.SignedIn(), Id, closure, Closing.ReadVersion, Http.RequestAborted));
    }

    private Task AskForCreditAsync()
    {
        var words = Acceptance(Credit!);
        return DoAsync("credit-asked", nameof(Credit), words, () => AskOperation.RunAsync(
            Http.SignedIn(), Id, words, Credit!.ReadVersion, Http.RequestAborted));
    }

    private Task DisputeAsync()
    {
        var words = Words(Disputing!);
        return DoAsync("charge-disputed", nameof(Disputing), words, () => DisputeOperation.RunAsync(
            Http.SignedIn(), Id, words, Disputing!.ReadVersion, Http.RequestAborted));
    }

    private string DisputeTitle(DisputeView disputed) => Texts[disputed.Upheld switch
    {
        null => "portal.dispute.waits",
        true => "portal.dispute.upheld",
        false => "portal.dispute.rejected",
    }];

    private static NewAcceptance Acceptance(ActForm form) => new() { Id = form.MessageId, Body = form.Body };

    private static NewMessage Words(ActForm form) => new() { Id = form.MessageId, Body = form.Body };

    /// <summary>Checks the fields, acts, and shows the page anew with what was done.</summary>
    private async Task DoAsync(string said, string form, object sent, Func<Task<Result<IncidentStateView>>> act)
    {
        foreach (var mistake in FieldCheck.Of(sent))
        {
            errors.Add($"{form}.{mistake.Path}", Texts[$"portal.words-missing.{form}"]);
        }

        if (errors.Any)
        {
            return;
        }

        if ((await act()).Succeeded(out _, out var refusal))
        {
            Go.NavigateTo($"/incidents/{Id}?said={said}");
        }
        else
        {
            await ShowWhyAsync(form, refusal);
        }
    }

    /// <summary>What changed meanwhile is shown with what was written; who sends it again has read that.</summary>
    private async Task ShowWhyAsync(string form, Refusal refusal)
    {
        if (refusal.Code == "version.changed")
        {
            replyRefused = form == nameof(Reply);
            changes = replyRefused ? await ChangesAsync(Reply!.ReadVersion) : changes;
            foreach (var one in new[] { Reply, Statement, Solution, Reopening, Closing, Disputing, Credit })
            {
                one!.Version = null;
            }
        }

        await FailAsync(refusal);
    }
}

/// <summary>Words of the customer, the id that makes sending them twice sending them once, and the version read.
/// </summary>
internal sealed class ActForm
{
    public string? Id { get; set; }

    public string? Version { get; set; }

    public string? Body { get; set; }

    /// <summary>With a statement: what counts as a solution.</summary>
    public string? SolutionCriterion { get; set; }

    /// <summary>The revision of the draft that was read.</summary>
    public string? Draft { get; set; }

    /// <summary>Which page kept it.</summary>
    public string? Page { get; set; }

    /// <summary>Which of two buttons.</summary>
    public string? Act { get; set; }

    public Guid? MessageId => Guid.TryParse(Id, out var id) ? id : null;

    /// <summary>Zero, which no incident has, where the form does not say.</summary>
    public int ReadVersion =>
        int.TryParse(Version, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : 0;
}
