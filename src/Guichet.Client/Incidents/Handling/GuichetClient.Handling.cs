using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>How the desk has an incident among its own; the vendor's side only.</summary>
    public Task<HandlingView> GetHandlingAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<HandlingView>($"incidents/{incident}/handling", cancel);

    /// <summary>Assigns an incident, hands it over, puts it aside or takes it back; agents only.</summary>
    public Task<IncidentStateView> HandleAsync(
        Guid incident, NewDeskAct act, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "desk-acts", act, version, cancel);

    /// <summary>The same act on several incidents, or its preview; agents only.</summary>
    public Task<BulkActView> HandleAsync(NewBulkAct act, CancellationToken cancel = default) =>
        PostAsync<BulkActView>("desk-acts", act, cancel);

    /// <summary>Makes an agent a watcher of the incident; doing it again changes nothing.</summary>
    public Task<HandlingView> WatchAsync(Guid incident, Guid person, CancellationToken cancel = default) =>
        SendAsync<HandlingView>(HttpMethod.Put, $"incidents/{incident}/watchers/{person}", null, null, cancel);

    /// <summary>They watch it no more.</summary>
    public Task<HandlingView> UnwatchAsync(Guid incident, Guid person, CancellationToken cancel = default) =>
        SendAsync<HandlingView>(HttpMethod.Delete, $"incidents/{incident}/watchers/{person}", null, null, cancel);

    /// <summary>The open incidents in the order of their urgency, or in another; agents only.</summary>
    public Task<Page<QueueLineView>> ListQueueAsync(
        QueueQuestion? question = null, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<QueueLineView>>(
            "queue" + Query(
                ("view", question?.View),
                ("severity", question?.Severity),
                ("product", question?.Product),
                ("team", question?.Team),
                ("plan", question?.Plan),
                ("order", question?.Order),
                ("cursor", cursor)),
            cancel);

    /// <summary>Saved views of the queue: one's own, then those that others share.</summary>
    public Task<IReadOnlyList<SavedViewView>> ListSavedViewsAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<SavedViewView>>("saved-views", cancel);

    /// <summary>Keeps a view of the queue.</summary>
    public Task<SavedViewView> SaveViewAsync(Guid id, SavedViewEntry view, CancellationToken cancel = default) =>
        SendAsync<SavedViewView>(HttpMethod.Put, $"saved-views/{id}", view, null, cancel);

    /// <summary>Throws one's own view away.</summary>
    public async Task RemoveViewAsync(Guid id, CancellationToken cancel = default) =>
        (await SendAsync(HttpMethod.Delete, $"saved-views/{id}", null, null, cancel).ConfigureAwait(false)).Dispose();
}
