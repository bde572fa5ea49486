using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The incidents the reader may see, newest first.</summary>
    public Task<Page<IncidentLineView>> ListIncidentsAsync(
        IncidentFilter? filter = null, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<IncidentLineView>>(
            "incidents" + Query(
                ("number", filter?.Number),
                ("status", filter?.Status),
                ("severity", filter?.Severity),
                ("product", filter?.Product),
                ("plan", filter?.Plan),
                ("mine", filter?.Mine == true ? true : null),
                ("cursor", cursor)),
            cancel);

    /// <summary>One incident.</summary>
    public Task<IncidentView> GetIncidentAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<IncidentView>($"incidents/{incident}", cancel);

    /// <summary>How coverage was decided for the incident, or would have been on another day; for agents.</summary>
    public Task<IncidentCoverageView> GetIncidentCoverageAsync(
        Guid incident, DateOnly? on = null, CancellationToken cancel = default) =>
        GetAsync<IncidentCoverageView>(
            $"incidents/{incident}/coverage{(on is { } day ? $"?on={day:O}" : "")}", cancel);

    /// <summary>Its conversation, oldest first.</summary>
    public Task<Page<MessageView>> ListMessagesAsync(
        Guid incident, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<MessageView>>($"incidents/{incident}/messages" + Query(("cursor", cursor)), cancel);

    /// <summary>Its internal notes, oldest first; the vendor's side only.</summary>
    public Task<Page<NoteView>> ListNotesAsync(
        Guid incident, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<NoteView>>($"incidents/{incident}/notes" + Query(("cursor", cursor)), cancel);

    /// <summary>Writes a message.</summary>
    public Task<IncidentStateView> ReplyAsync(
        Guid incident, NewReply reply, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "messages", reply, version, cancel);

    /// <summary>Writes an internal note; the vendor's side only.</summary>
    public Task<IncidentStateView> AddNoteAsync(Guid incident, NewMessage note, CancellationToken cancel = default) =>
        ActAsync(incident, "notes", note, null, cancel);

    /// <summary>Proposes the problem statement, as an agent.</summary>
    public Task<IncidentStateView> ProposeStatementAsync(
        Guid incident, NewStatement statement, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "statement", statement, version, cancel);

    /// <summary>Accepts the problem statement, as the customer.</summary>
    public Task<IncidentStateView> AcceptStatementAsync(
        Guid incident, NewAcceptance acceptance, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "statement/acceptance", acceptance, version, cancel);

    /// <summary>Proposes another statement, as the customer.</summary>
    public Task<IncidentStateView> CounterStatementAsync(
        Guid incident, NewCounterStatement statement, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "statement/counter", statement, version, cancel);

    /// <summary>Offers a solution, as an agent.</summary>
    public Task<IncidentStateView> OfferSolutionAsync(
        Guid incident, NewMessage solution, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "solution", solution, version, cancel);

    /// <summary>Accepts the solution, as the customer: the incident is closed and charged.</summary>
    public Task<IncidentStateView> AcceptSolutionAsync(
        Guid incident, NewAcceptance acceptance, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "solution/acceptance", acceptance, version, cancel);

    /// <summary>Refuses the solution and says why, as the customer.</summary>
    public Task<IncidentStateView> RefuseSolutionAsync(
        Guid incident, NewMessage refusal, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "solution/refusal", refusal, version, cancel);

    /// <summary>Closes it for a reason other than a solution, as read at that version.</summary>
    public Task<IncidentStateView> CloseIncidentAsync(
        Guid incident, NewClosure closure, int version, CancellationToken cancel = default) =>
        ActAsync(incident, "closure", closure, version, cancel);

    /// <summary>Reopens it: the same problem is back.</summary>
    public Task<IncidentStateView> ReopenIncidentAsync(
        Guid incident, NewMessage words, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "reopening", words, version, cancel);

    /// <summary>Asks for the credit back, as the customer whose first response was missed; once.</summary>
    public Task<IncidentStateView> AskForCreditAsync(
        Guid incident, NewAcceptance words, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "credit-request", words, version, cancel);

    /// <summary>Changes severity and hours, as an agent, as read at that version.</summary>
    public Task<IncidentStateView> ChangeSeverityAsync(
        Guid incident, NewSeverity severity, int version, CancellationToken cancel = default) =>
        ActAsync(incident, "severity", severity, version, cancel);

    /// <summary>Takes it, or hands it over to another agent.</summary>
    public Task<IncidentStateView> AssignIncidentAsync(
        Guid incident, NewAssignment assignment, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "assignment", assignment, version, cancel);

    private Task<IncidentStateView> ActAsync(
        Guid incident, string act, object body, int? version, CancellationToken cancel) =>
        PostAsync<IncidentStateView>($"incidents/{incident}/{act}", body, cancel, version);
}
