using Guichet.Payments;
using Guichet.Server.Payments.Gateways;
using Stripe;

namespace Guichet.Server.Payments.Chargebacks;

/// <summary>What Stripe calls disputes.</summary>
internal sealed class StripeDisputes(IStripeClient client)
{
    private readonly DisputeService disputes = new(client);

    public Task<ChargebackAtGateway?> FindAsync(string reference, CancellationToken cancel) =>
        StripeGateway.AskAsync<ChargebackAtGateway>(
            async () => Read(await disputes.GetAsync(reference, cancellationToken: cancel)));

    public async Task<IReadOnlyList<ChargebackAtGateway>> ListAsync(Instant since, CancellationToken cancel) =>
        await StripeGateway.AskAsync<IReadOnlyList<ChargebackAtGateway>>(async () =>
        {
            var options = new DisputeListOptions
            {
                Created = new DateRangeOptions { GreaterThanOrEqual = since.ToDateTimeUtc() },
                Limit = 100,
            };
            var found = new List<ChargebackAtGateway>();
            await foreach (var dispute in disputes.ListAutoPagingAsync(options, cancellationToken: cancel))
            {
                found.Add(Read(dispute));
            }

            return found;
        }) ?? [];

    /// <summary>Null that Stripe took it, else why not.</summary>
    public async Task<string?> AnswerAsync(
        Chargeback chargeback, ChargebackEvidence? evidence, CancellationToken cancel)
    {
        var once = StripeGateway.Once($"guichet-chargeback-{chargeback.Id.Value:N}-{chargeback.Attempt}");
        try
        {
            if (evidence is null)
            {
                await disputes.CloseAsync(chargeback.Reference, requestOptions: once, cancellationToken: cancel);
            }
            else
            {
                await disputes.UpdateAsync(chargeback.Reference, Write(evidence), once, cancel);
            }

            return null;
        }
        catch (StripeException refused) when (StripeGateway.IsFinal(refused))
        {
            return StripeGateway.CodeOf(refused);
        }
        catch (Exception silent) when (StripeGateway.IsSilence(silent))
        {
            throw StripeGateway.Silence(silent);
        }
    }

    private static DisputeUpdateOptions Write(ChargebackEvidence evidence) => new()
    {
        Submit = true,
        Evidence = new DisputeEvidenceOptions
        {
            CustomerName = evidence.CustomerName,
            CustomerEmailAddress = evidence.CustomerEmail,
            ProductDescription = evidence.Product,
            ServiceDate = evidence.ServiceDate,
            AccessActivityLog = evidence.Activity,
            UncategorizedText = evidence.Words,
        },
    };

    private static ChargebackAtGateway Read(Dispute dispute) => new(
        dispute.Id,
        dispute.Status switch
        {
            "warning_needs_response" or "warning_under_review" => ChargebackStatus.Inquiry,
            "warning_closed" or "prevented" => ChargebackStatus.Dropped,
            "needs_response" => ChargebackStatus.Open,
            "won" => ChargebackStatus.Won,
            "lost" => ChargebackStatus.Lost,
            _ => ChargebackStatus.UnderReview,
        },
        StripeAmount.Read(dispute.Amount, dispute.Currency ?? ""),
        dispute.PaymentIntentId,
        dispute.Reason ?? "",
        Instant.FromDateTimeUtc(dispute.Created),
        dispute.EvidenceDetails?.DueBy is { } due ? Instant.FromDateTimeUtc(due) : null);
}
