using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The canned replies, by name; agents only.</summary>
    public Task<IReadOnlyList<CannedReplyView>> ListCannedRepliesAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<CannedReplyView>>("canned-replies", cancel);

    /// <summary>Makes a canned reply or changes it; support managers and administrators.</summary>
    public Task<CannedReplyView> SaveCannedReplyAsync(
        Guid id, CannedReplyEntry reply, int? version = null, CancellationToken cancel = default) =>
        SendAsync<CannedReplyView>(HttpMethod.Put, $"canned-replies/{id}", reply, version, cancel);

    /// <summary>Throws a canned reply away that no macro says.</summary>
    public async Task RemoveCannedReplyAsync(Guid id, CancellationToken cancel = default) =>
        (await SendAsync(HttpMethod.Delete, $"canned-replies/{id}", null, null, cancel).ConfigureAwait(false))
            .Dispose();

    /// <summary>A canned reply as the customer of the incident would read it.</summary>
    public Task<FilledReplyView> FillReplyAsync(Guid incident, Guid reply, CancellationToken cancel = default) =>
        GetAsync<FilledReplyView>($"incidents/{incident}/canned-replies/{reply}", cancel);

    /// <summary>The macros, by name; agents only.</summary>
    public Task<IReadOnlyList<MacroView>> ListMacrosAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<MacroView>>("macros", cancel);

    /// <summary>Makes a macro or changes it; support managers and administrators.</summary>
    public Task<MacroView> SaveMacroAsync(
        Guid id, MacroEntry macro, int? version = null, CancellationToken cancel = default) =>
        SendAsync<MacroView>(HttpMethod.Put, $"macros/{id}", macro, version, cancel);

    /// <summary>Throws a macro away.</summary>
    public async Task RemoveMacroAsync(Guid id, CancellationToken cancel = default) =>
        (await SendAsync(HttpMethod.Delete, $"macros/{id}", null, null, cancel).ConfigureAwait(false)).Dispose();

    /// <summary>Runs a macro on an incident: all of it, or nothing.</summary>
    public Task<IncidentStateView> RunMacroAsync(
        Guid incident, Guid macro, NewMacroRun run, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, $"macros/{macro}", run, version, cancel);
}
