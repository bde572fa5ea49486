using Guichet.Client.Following;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The products and releases that one follows, by name.</summary>
    public Task<IReadOnlyList<FollowedView>> ListFollowedAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<FollowedView>>("following", cancel);

    /// <summary>Follows a product or a release: reminders 12, 6 and 3 months before a phase ends, and a mail when a
    /// date is moved. Doing it again changes nothing.</summary>
    /// <param name="reference"><c>windows-server</c> or <c>windows-server/2019</c>.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<FollowedView> FollowAsync(string reference, CancellationToken cancel = default) =>
        SendAsync<FollowedView>(HttpMethod.Put, PathOf(reference), null, null, cancel);

    /// <summary>Stops following it. What is not followed stays so.</summary>
    /// <param name="reference"><c>windows-server</c> or <c>windows-server/2019</c>.</param>
    /// <param name="cancel">Stops the request.</param>
    public async Task UnfollowAsync(string reference, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(HttpMethod.Delete, PathOf(reference), null, null, cancel)
            .ConfigureAwait(false);
    }

    private static string PathOf(string reference) =>
        "following/" + string.Join('/', reference.Split('/').Select(Uri.EscapeDataString));
}
