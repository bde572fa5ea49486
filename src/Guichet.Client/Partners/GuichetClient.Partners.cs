using Guichet.Client.Packs;
using Guichet.Client.Partners;

namespace Guichet.Client;

// Enrolments in the partner programme, and what they give.
public sealed partial class GuichetClient
{
    /// <summary>Organisations by name, each with what it is in the partner programme today.</summary>
    public Task<Page<PartnerLineView>> ListPartnersAsync(
        string? start = null, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<PartnerLineView>>("partners" + Query(("start", start), ("cursor", cursor)), cancel);

    /// <summary>One organisation's enrolments and their history.</summary>
    public Task<PartnerView> GetPartnerAsync(Guid organization, CancellationToken cancel = default) =>
        GetAsync<PartnerView>($"partners/{organization}", cancel);

    /// <summary>Enters an enrolment; sent twice, it is entered once.</summary>
    public Task<PartnerView> EnrollPartnerAsync(
        Guid organization, NewEnrollment enrollment, CancellationToken cancel = default) =>
        PostAsync<PartnerView>($"partners/{organization}/enrollments", enrollment, cancel);

    /// <summary>Changes an enrolment, as read at that version.</summary>
    public Task<PartnerView> ChangeEnrollmentAsync(
        Guid organization, NewEnrollment enrollment, int version, CancellationToken cancel = default) =>
        SendAsync<PartnerView>(
            HttpMethod.Put, $"partners/{organization}/enrollments/{enrollment.Id}", enrollment, version, cancel);

    /// <summary>Ends an enrolment today; what is left in its packs expires.</summary>
    public Task<PartnerView> EndEnrollmentAsync(
        Guid organization, Guid enrollment, EnrollmentEnd end, CancellationToken cancel = default) =>
        PostAsync<PartnerView>($"partners/{organization}/enrollments/{enrollment}/end", end, cancel);

    /// <summary>What the partner programme gives one's company today.</summary>
    public Task<PartnerBenefitsView> ListPartnerBenefitsAsync(CancellationToken cancel = default) =>
        GetAsync<PartnerBenefitsView>("partner-benefits", cancel);

    /// <summary>Activates the pack of this year of the enrolment; once. The access id is in this answer and nowhere
    /// else.</summary>
    public Task<GrantedContractView> ActivateBenefitAsync(string plan, CancellationToken cancel = default) =>
        PostAsync<GrantedContractView>($"partner-benefits/{Uri.EscapeDataString(plan)}/activation", null, cancel);
}
