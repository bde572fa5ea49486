using Guichet.Server.Payments.Chargebacks;

namespace Guichet.Server.Payments;

/// <summary>The two ways of asking a gateway how something stands, for those who are only told where to look.</summary>
/// <param name="Payments">Checkouts and refunds.</param>
/// <param name="Chargebacks">What banks take back.</param>
internal sealed record LookAtGateway(LookAtPayment Payments, LookAtChargeback Chargebacks);
