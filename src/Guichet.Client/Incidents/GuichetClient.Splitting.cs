using Guichet.Client.Incidents;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The parts that were proposed of an incident, oldest first.</summary>
    public Task<IReadOnlyList<PartView>> ListPartsAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<PartView>>($"incidents/{incident}/parts", cancel);

    /// <summary>Proposes to divide the problem, as an agent.</summary>
    public Task<IncidentStateView> ProposePartsAsync(
        Guid incident, NewSplit split, int? version = null, CancellationToken cancel = default) =>
        ActAsync(incident, "parts", split, version, cancel);

    /// <summary>Accepts a part, as the customer: it is submitted as an incident with the part's id, for which one
    /// credit is put on hold. As with every incident, a resolution is not guaranteed, and accepting says so.</summary>
    public Task<IncidentStateView> AcceptPartAsync(
        Guid incident, Guid part, NewAcceptance acceptance, CancellationToken cancel = default) =>
        ActAsync(incident, $"parts/{part}/acceptance", acceptance, null, cancel);

    /// <summary>Declines a part, as the customer: it is not opened.</summary>
    public Task<IncidentStateView> DeclinePartAsync(
        Guid incident, Guid part, NewAcceptance words, CancellationToken cancel = default) =>
        ActAsync(incident, $"parts/{part}/refusal", words, null, cancel);

    /// <summary>Takes a part back that was not answered, as an agent.</summary>
    public Task<IncidentStateView> WithdrawPartAsync(
        Guid incident, Guid part, NewAcceptance words, CancellationToken cancel = default) =>
        ActAsync(incident, $"parts/{part}/withdrawal", words, null, cancel);

    /// <summary>The links of an incident, to incidents that the reader may see.</summary>
    public Task<IReadOnlyList<IncidentLinkView>> ListLinksAsync(Guid incident, CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<IncidentLinkView>>($"incidents/{incident}/links", cancel);

    /// <summary>Links it to another, as an agent.</summary>
    public Task<IncidentStateView> LinkIncidentsAsync(
        Guid incident, NewLink link, CancellationToken cancel = default) =>
        ActAsync(incident, "links", link, null, cancel);

    /// <summary>Removes a link made by hand, whichever of its two incidents is named, as an agent.</summary>
    public Task<IncidentStateView> UnlinkIncidentsAsync(
        Guid incident, NewLink link, CancellationToken cancel = default) =>
        ActAsync(incident, "links/removal", link, null, cancel);

    /// <summary>Closes it as a duplicate of another, as an agent, as read at that version: its credit comes back.
    /// </summary>
    public Task<IncidentStateView> CloseAsDuplicateAsync(
        Guid incident, NewDuplicate duplicate, int version, CancellationToken cancel = default) =>
        ActAsync(incident, "duplicate", duplicate, version, cancel);
}
