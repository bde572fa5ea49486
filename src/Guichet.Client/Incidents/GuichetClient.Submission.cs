using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Submits an incident; the same request with the same id is submitted once.</summary>
    public Task<SubmittedIncidentView> SubmitIncidentAsync(NewIncident incident, CancellationToken cancel = default) =>
        PostAsync<SubmittedIncidentView>("incidents", incident, cancel);
}
