using Guichet.Client.Webhooks;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The webhooks, in the order in which they were registered; for administrators, as all about them.
    /// </summary>
    public Task<IReadOnlyList<WebhookView>> ListWebhooksAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<WebhookView>>("webhooks", cancel);

    /// <summary>One webhook.</summary>
    public Task<WebhookView> GetWebhookAsync(Guid id, CancellationToken cancel = default) =>
        GetAsync<WebhookView>($"webhooks/{id}", cancel);

    /// <summary>Registers a webhook; its secret is in the answer, and shown never again.</summary>
    public Task<WebhookSecretView> AddWebhookAsync(NewWebhook webhook, CancellationToken cancel = default) =>
        PostAsync<WebhookSecretView>("webhooks", webhook, cancel);

    /// <summary>Changes where events are sent to, and which; as read at that version.</summary>
    public Task<WebhookView> ChangeWebhookAsync(
        Guid id, WebhookChange change, int? version = null, CancellationToken cancel = default) =>
        SendAsync<WebhookView>(HttpMethod.Put, $"webhooks/{id}", change, version, cancel);

    /// <summary>Another secret; for a day what is sent is signed by both.</summary>
    public Task<WebhookSecretView> RotateWebhookSecretAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<WebhookSecretView>($"webhooks/{id}/secret", null, cancel);

    /// <summary>Sends events again, and at once what still waits.</summary>
    public Task<WebhookView> EnableWebhookAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<WebhookView>($"webhooks/{id}/enabling", null, cancel);

    /// <summary>Sends nothing any more. What happens meanwhile is never sent.</summary>
    public Task<WebhookView> DisableWebhookAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<WebhookView>($"webhooks/{id}/disabling", null, cancel);

    /// <summary>Removes it with its deliveries.</summary>
    public async Task RemoveWebhookAsync(Guid id, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(HttpMethod.Delete, $"webhooks/{id}", null, null, cancel)
            .ConfigureAwait(false);
    }

    /// <summary>Sends an event <c>webhook.test</c>.</summary>
    public Task<WebhookDeliveryView> TestWebhookAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<WebhookDeliveryView>($"webhooks/{id}/test", null, cancel);

    /// <summary>What was sent lately and what waits, the newest first; kept for 30 days.</summary>
    public Task<Page<WebhookDeliveryView>> ListWebhookDeliveriesAsync(
        Guid id,
        WebhookDeliveryState? state = null,
        string? cursor = null,
        int? limit = null,
        CancellationToken cancel = default) =>
        GetAsync<Page<WebhookDeliveryView>>(
            $"webhooks/{id}/deliveries{Query(("state", state), ("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>Sends an event again, under its own id.</summary>
    public Task<WebhookDeliveryView> ResendWebhookDeliveryAsync(
        Guid id, Guid delivery, CancellationToken cancel = default) =>
        PostAsync<WebhookDeliveryView>($"webhooks/{id}/deliveries/{delivery}/resending", null, cancel);
}
