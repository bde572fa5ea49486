using System.Globalization;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Writing;

namespace Guichet.Server.Incidents.Desk;

/// <summary>What an agent writes, as the form posts it.</summary>
internal sealed class ComposeForm
{
    /// <summary>Of the message; made with the page, so that sending twice is writing once.</summary>
    public string? Id { get; set; }

    /// <summary>The version that was read.</summary>
    public string? Version { get; set; }

    public string? Body { get; set; }

    /// <summary>With a statement: what counts as a solution.</summary>
    public string? SolutionCriterion { get; set; }

    public string? Minutes { get; set; }

    public string? Reason { get; set; }

    /// <summary>The revision of the draft that was read.</summary>
    public string? Draft { get; set; }

    /// <summary>Which page kept it.</summary>
    public string? Page { get; set; }

    /// <summary>Which button, where it is not the one that sends.</summary>
    public string? Act { get; set; }
}

/// <summary>The acts that an agent writes to, and the way to each operation.</summary>
internal sealed class Compose(
    ReplyToIncident reply, AddNote note, ProposeStatement statement, OfferSolution solution, CloseIncident close)
{
    public const string Reply = "reply";
    public const string Ask = "ask";
    public const string Note = "note";
    public const string Statement = "statement";
    public const string Solution = "solution";
    public const string Close = "close";

    private static readonly (string Tab, IncidentAct? Needs)[] Tabs =
    [
        (Reply, IncidentAct.AgentReply),
        (Ask, IncidentAct.AskCustomer),
        (Note, null),
        (Statement, IncidentAct.ProposeStatement),
        (Solution, IncidentAct.OfferSolution),
        (Close, IncidentAct.CloseUnresolved),
    ];

    /// <summary>The tabs for what can be done now; a note always can.</summary>
    public static IReadOnlyList<string> TabsFor(IReadOnlyList<IncidentAct> acts) =>
        [.. Tabs.Where(tab => tab.Needs is not { } act || acts.Contains(act)).Select(tab => tab.Tab)];

    /// <summary>Where a draft of what is written there is kept: a question is a reply.</summary>
    public static DraftBox BoxOf(string tab) => tab switch
    {
        Note => DraftBox.Note,
        Statement => DraftBox.Statement,
        Solution => DraftBox.Solution,
        Close => DraftBox.Close,
        _ => DraftBox.Reply,
    };

    /// <summary>The minutes of a form; null for none, or for what is no number.</summary>
    public static int? MinutesOf(ComposeForm form) =>
        int.TryParse(form.Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    public Task<Result<IncidentStateView>> SendAsync(
        string tab, SignedIn signedIn, Guid incident, ComposeForm form, int version, CancellationToken cancel)
    {
        var id = Guid.TryParse(form.Id, out var made) ? made : Guid.CreateVersion7();
        var draft = DraftState.Sent(form.Draft, form.Page);
        var words = new NewMessage { Id = id, Body = form.Body, Minutes = MinutesOf(form), Draft = draft };
        return tab switch
        {
            Note => note.RunAsync(signedIn, incident, words, cancel),
            Statement => statement.RunAsync(
                signedIn,
                incident,
                new NewStatement
                {
                    Id = id,
                    Body = form.Body,
                    SolutionCriterion = form.SolutionCriterion,
                    Minutes = words.Minutes,
                    Draft = draft,
                },
                version,
                cancel),
            Solution => solution.RunAsync(signedIn, incident, words, version, cancel),
            Close => close.RunAsync(
                signedIn,
                incident,
                new NewClosure
                {
                    Id = id,
                    Reason = Enum.Parse<ClosingReason>(form.Reason!),
                    Body = form.Body,
                    Minutes = words.Minutes,
                    Draft = draft,
                },
                version,
                cancel),
            _ => reply.RunAsync(
                signedIn,
                incident,
                new NewReply
                {
                    Id = id,
                    Body = form.Body,
                    Minutes = words.Minutes,
                    WaitsForCustomer = tab == Ask,
                    Draft = draft,
                },
                version,
                cancel),
        };
    }
}
