using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>What the reader has written on the incident and not sent; nobody else can read it.</summary>
    public Task<IReadOnlyList<DraftView>> ListDraftsAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<DraftView>>($"incidents/{incident}/drafts", cancel);

    /// <summary>Keeps what is written so far; an empty text drops it. With a revision only where nothing else was kept
    /// since: 0 where none was there.</summary>
    public Task<KeptDraft> KeepDraftAsync(
        Guid incident, DraftBox box, NewDraft draft, int? revision = null, CancellationToken cancel = default) =>
        SendAsync<KeptDraft>(HttpMethod.Put, $"incidents/{incident}/drafts/{Text(box)}", draft, revision, cancel);

    /// <summary>Throws a draft away; doing it again changes nothing. With a revision only where nothing else was kept
    /// since.</summary>
    public async Task DropDraftAsync(
        Guid incident, DraftBox box, int? revision = null, CancellationToken cancel = default) =>
        (await SendAsync(HttpMethod.Delete, $"incidents/{incident}/drafts/{Text(box)}", null, revision, cancel)
            .ConfigureAwait(false)).Dispose();

    /// <summary>Says that what a note called upon the agent for is dealt with; doing it again changes nothing.
    /// </summary>
    public Task<IncidentStateView> DealWithMentionAsync(Guid incident, CancellationToken cancel = default) =>
        SendAsync<IncidentStateView>(HttpMethod.Delete, $"incidents/{incident}/mention", null, null, cancel);

    /// <summary>The tasks of an incident, the open ones first; the vendor's side only.</summary>
    public Task<IReadOnlyList<TaskView>> ListTasksAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<TaskView>>($"incidents/{incident}/tasks", cancel);

    /// <summary>The reader's own open tasks, the ones due first at the top.</summary>
    public Task<IReadOnlyList<TaskView>> ListMyTasksAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<TaskView>>("tasks", cancel);

    /// <summary>Adds a task to an incident or changes it; with a version only where nobody has changed it since.
    /// </summary>
    public Task<TaskView> SaveTaskAsync(
        Guid incident, Guid task, TaskEntry entry, int? version = null, CancellationToken cancel = default) =>
        SendAsync<TaskView>(HttpMethod.Put, $"incidents/{incident}/tasks/{task}", entry, version, cancel);

    /// <summary>Throws a task away; doing it again changes nothing. With a version only where nobody has changed it
    /// since.</summary>
    public async Task RemoveTaskAsync(
        Guid incident, Guid task, int? version = null, CancellationToken cancel = default) =>
        (await SendAsync(HttpMethod.Delete, $"incidents/{incident}/tasks/{task}", null, version, cancel)
            .ConfigureAwait(false)).Dispose();

    /// <summary>What has changed on the incident since the version that was read.</summary>
    public Task<IncidentChangesView> GetChangesAsync(Guid incident, int since, CancellationToken cancel = default) =>
        GetAsync<IncidentChangesView>($"incidents/{incident}/changes" + Query(("since", since)), cancel);
}
