using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>What the customer is asked about a closed incident, and what they said; for both sides.</summary>
    public Task<SatisfactionView> GetSatisfactionAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<SatisfactionView>($"incidents/{incident}/satisfaction", cancel);

    /// <summary>Says how it went, or says it anew; for the customer.</summary>
    public Task<SatisfactionView> SaySatisfactionAsync(
        Guid incident, NewSatisfaction satisfaction, CancellationToken cancel = default) =>
        SendAsync<SatisfactionView>(HttpMethod.Put, $"incidents/{incident}/satisfaction", satisfaction, null, cancel);
}
