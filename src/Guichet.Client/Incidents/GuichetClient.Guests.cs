using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Who sees an incident by invitation; for both sides.</summary>
    public Task<IReadOnlyList<GuestView>> ListGuestsAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<GuestView>>($"incidents/{incident}/guests", cancel);

    /// <summary>Invites an address to see one incident; for the customer. Invited again, the earlier link ends.
    /// </summary>
    public Task<GuestView> InviteGuestAsync(Guid incident, NewGuest guest, CancellationToken cancel = default) =>
        PostAsync<GuestView>($"incidents/{incident}/guests", guest, cancel);

    /// <summary>Takes a guest or an invitation away; for the customer, and for the guest.</summary>
    public async Task RemoveGuestAsync(Guid incident, Guid guest, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(
            HttpMethod.Delete, $"incidents/{incident}/guests/{guest}", null, null, cancel).ConfigureAwait(false);
    }

    /// <summary>The incidents that one was invited to, what changed last first, at most 50.</summary>
    public Task<IReadOnlyList<GuestIncidentView>> ListIncidentsOfGuestAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<GuestIncidentView>>("guest/incidents", cancel);

    /// <summary>An incident that one was invited to.</summary>
    public Task<GuestIncidentView> GetIncidentOfGuestAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<GuestIncidentView>($"guest/incidents/{incident}", cancel);

    /// <summary>Its conversation, oldest first, as far as a guest sees it.</summary>
    public Task<Page<MessageView>> ListMessagesOfGuestAsync(
        Guid incident, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<MessageView>>($"guest/incidents/{incident}/messages{Query(("cursor", cursor))}", cancel);

    /// <summary>Writes to it as a guest: both sides see it, and nothing is answered by it.</summary>
    public async Task CommentAsGuestAsync(Guid incident, NewMessage message, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(
            HttpMethod.Post, $"guest/incidents/{incident}/messages", message, null, cancel).ConfigureAwait(false);
    }
}
