using Guichet.Client.Orders;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>What one can buy now, and at what price with tax.</summary>
    public Task<IReadOnlyList<OfferView>> ListOffersAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<OfferView>>("offers", cancel);

    /// <summary>Places an order; the same order with the same id is placed once.</summary>
    public Task<OrderView> PlaceOrderAsync(NewOrder order, CancellationToken cancel = default) =>
        PostAsync<OrderView>("orders", order, cancel);

    /// <summary>The orders one may see, newest first.</summary>
    public Task<Page<OrderView>> ListOrdersAsync(
        string? cursor = null, int? limit = null, CancellationToken cancel = default) =>
        GetAsync<Page<OrderView>>($"orders{Query(("cursor", cursor), ("limit", limit))}", cancel);

    /// <summary>One order.</summary>
    public Task<OrderView> GetOrderAsync(Guid id, CancellationToken cancel = default) =>
        GetAsync<OrderView>($"orders/{id}", cancel);

    /// <summary>Gives an order up that is not paid.</summary>
    public Task<OrderView> CancelOrderAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<OrderView>($"orders/{id}/cancel", null, cancel);

    /// <summary>Pays an order at the gateway for demonstrations, which takes no money; refused elsewhere.</summary>
    public Task<OrderView> PayForDemonstrationAsync(Guid id, CancellationToken cancel = default) =>
        PostAsync<OrderView>($"orders/{id}/demonstration-payment", null, cancel);
}
