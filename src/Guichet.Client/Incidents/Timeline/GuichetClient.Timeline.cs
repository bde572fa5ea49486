using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>A window of the timeline: without a place the last entries. What is internal comes to the vendor's side
    /// only.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="before">Cursor: the entries before it.</param>
    /// <param name="after">Cursor: the entries after it.</param>
    /// <param name="entry">Id of an entry: those around it.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<TimelineView> ReadTimelineAsync(
        Guid incident,
        string? before = null,
        string? after = null,
        Guid? entry = null,
        CancellationToken cancel = default) =>
        GetAsync<TimelineView>(
            $"incidents/{incident}/timeline" + Query(("before", before), ("after", after), ("entry", entry)), cancel);

    /// <summary>Every version of the problem statement, oldest first, with its answers.</summary>
    public Task<IReadOnlyList<StatementVersionView>> ListStatementsAsync(
        Guid incident, CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<StatementVersionView>>($"incidents/{incident}/statements", cancel);

    /// <summary>The incident with its whole timeline.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="withInternal">For the vendor's side: with what only they may see. Without meaning to a customer.
    /// </param>
    /// <param name="cancel">Gives up.</param>
    public Task<IncidentExportView> ExportIncidentAsync(
        Guid incident, bool withInternal = true, CancellationToken cancel = default) =>
        GetAsync<IncidentExportView>(
            $"incidents/{incident}/export" + Query(("internal", withInternal ? null : false)), cancel);

    /// <summary>The same as the bytes of a JSON file, for whoever only keeps it.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="withInternal">As with <see cref="ExportIncidentAsync"/>.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<byte[]> ReadIncidentFileAsync(
        Guid incident, bool withInternal = true, CancellationToken cancel = default) =>
        GetBytesAsync($"incidents/{incident}/export" + Query(("internal", withInternal ? null : false)), cancel);

    /// <summary>The same as a document for paper (PDF).</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="withInternal">As with <see cref="ExportIncidentAsync"/>.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<byte[]> PrintIncidentAsync(
        Guid incident, bool withInternal = true, CancellationToken cancel = default) =>
        GetBytesAsync($"incidents/{incident}/export.pdf" + Query(("internal", withInternal ? null : false)), cancel);

    /// <summary>Records a call, a remote session or research, as an agent.</summary>
    public Task<IncidentStateView> RecordWorkAsync(
        Guid incident, NewWork work, CancellationToken cancel = default) =>
        ActAsync(incident, "work", work, null, cancel);

    /// <summary>Records that a contact was tried and not reached, as an agent.</summary>
    public Task<IncidentStateView> RecordContactAttemptAsync(
        Guid incident, NewContactAttempt attempt, CancellationToken cancel = default) =>
        ActAsync(incident, "contact-attempts", attempt, null, cancel);

    /// <summary>Lowers severity A to B, as nobody could be reached twice; as an agent, as read at that version.
    /// </summary>
    public Task<IncidentStateView> LowerSeverityAsync(
        Guid incident, NewLowering lowering, int version, CancellationToken cancel = default) =>
        ActAsync(incident, "lowered-severity", lowering, version, cancel);
}
