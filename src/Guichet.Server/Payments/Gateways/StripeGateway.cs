using System.Globalization;
using System.Net;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Payments.Chargebacks;
using Stripe;
using Stripe.Checkout;
using OurRefund = Guichet.Payments.Refund;

namespace Guichet.Server.Payments.Gateways;

/// <summary>Stripe: buyers pay on its own page (Checkout), so that card data never comes here.</summary>
internal sealed class StripeGateway(IStripeClient client, string origin, ILogger<StripeGateway> logger)
    : IPaymentGateway
{
    /// <summary>What our objects carry at Stripe.</summary>
    private const string OrderKey = "order";
    private const string RefundKey = "refund";
    private const string AttemptKey = "attempt";

    private const string IntentField = "payment_intent";

    private readonly SessionService sessions = new(client);
    private readonly RefundService refunds = new(client);
    private readonly StripeDisputes disputes = new(client);

    public string Name => "stripe";

    public string? Origin => origin;

    public Refusal? WhyClosed => null;

    /// <summary>A client that waits no longer than the lease of an outbox message allows.</summary>
    public static StripeClient Connect(StripeOptions options, HttpClient http)
    {
        http.Timeout = TimeSpan.FromSeconds(20);
        return new StripeClient(new StripeClientOptions
        {
            ApiKey = options.SecretKey,
            ApiBase = options.ApiBase.Length > 0 ? options.ApiBase.TrimEnd('/') : StripeClient.DefaultApiBase,
            HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 1, appInfo: null, enableTelemetry: false),
        });
    }

    public Refusal? WhyNot(Money total) => StripeAmount.Of(total).Refusal;

    public async Task<Result<Checkout>> OpenAsync(
        Order order, Payment payment, IReadOnlyList<CheckoutLine> lines, CancellationToken cancel)
    {
        // All of it comes from what is stored, so that a repeated call says the same under the same key.
        var options = new SessionCreateOptions
        {
            Mode = "payment",
            ClientReferenceId = order.Id.Value.ToString(),
            Locale = payment.Language,
            SuccessUrl = $"{payment.ReturnsTo}/pay/return/{order.Id.Value}",
            CancelUrl = $"{payment.ReturnsTo}/orders/{order.Id.Value}",
            ExpiresAt = payment.EndsAt!.Value.ToDateTimeUtc(),
            AdaptivePricing = new SessionAdaptivePricingOptions { Enabled = false },
            Metadata = MetadataOf(order),
            PaymentIntentData = new SessionPaymentIntentDataOptions
            {
                Description = order.ConfirmationNumber,
                Metadata = MetadataOf(order),
            },
            LineItems = [.. Countable(lines, order).Select(line => new SessionLineItemOptions
            {
                Quantity = 1,
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = CodeOf(line.Money),
                    UnitAmount = StripeAmount.Of(line.Money).Value,
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = line.Name },
                },
            })],
        };
        try
        {
            return Read(await sessions.CreateAsync(
                options, Once($"guichet-order-{order.Id.Value:N}-{payment.Attempt}"), cancel));
        }
        catch (StripeException refused) when (IsFinal(refused))
        {
            logger.LogError(
                "Stripe opened no checkout for order {Order}: {Code} {Request}",
                order.Id.Value, CodeOf(refused), refused.StripeResponse?.RequestId);
            return new Refusal("payment.gateway-refused", "The payment gateway did not open a checkout.");
        }
        catch (Exception silent) when (IsSilence(silent))
        {
            throw Silence(silent);
        }
    }

    public Task<Checkout?> FindAsync(string reference, CancellationToken cancel) => AskAsync(async () =>
        Read(await sessions.GetAsync(
            reference, new SessionGetOptions { Expand = [IntentField] }, cancellationToken: cancel)));

    public async Task<IReadOnlyList<Checkout>> ListPaidAsync(Instant since, CancellationToken cancel)
    {
        var options = new SessionListOptions
        {
            Created = new DateRangeOptions { GreaterThanOrEqual = since.ToDateTimeUtc() },
            Limit = 100,
        };
        try
        {
            var found = new List<Checkout>();
            await foreach (var session in sessions.ListAutoPagingAsync(options, cancellationToken: cancel))
            {
                found.Add(Read(session));
            }

            return [.. found.Where(checkout => checkout.State == CheckoutState.Paid)];
        }
        catch (Exception silent) when (IsSilence(silent))
        {
            throw Silence(silent);
        }
    }

    /// <summary>The checkouts at which that payment was tried.</summary>
    public async Task<IReadOnlyList<string>> ListOfPaymentAsync(string intent, CancellationToken cancel) =>
        await AskAsync<IReadOnlyList<string>>(async () =>
        {
            var list = await sessions.ListAsync(
                new SessionListOptions { PaymentIntent = intent }, cancellationToken: cancel);
            return [.. list.Data.Select(session => session.Id)];
        }) ?? [];

    public async Task CloseAsync(string reference, CancellationToken cancel)
    {
        try
        {
            await sessions.ExpireAsync(reference, cancellationToken: cancel);
        }
        catch (StripeException settled) when (IsFinal(settled))
        {
            logger.LogInformation("Checkout {Reference} was settled before it could be closed", reference);
        }
        catch (Exception silent) when (IsSilence(silent))
        {
            throw Silence(silent);
        }
    }

    public async Task<RefundAnswer> RefundAsync(OurRefund refund, Payment payment, CancellationToken cancel)
    {
        if (payment.Capture is null || !StripeAmount.Of(refund.Total).Succeeded(out var amount, out _))
        {
            return new RefundAnswer(RefundStatus.Failed, null, "amount_or_payment_missing");
        }

        var options = new RefundCreateOptions
        {
            PaymentIntent = payment.Capture,
            Amount = amount,
            Reason = "requested_by_customer",
            Metadata = new()
            {
                [OrderKey] = refund.Order.Value.ToString(),
                [RefundKey] = refund.Id.Value.ToString(),
                [AttemptKey] = refund.Attempt.ToString(CultureInfo.InvariantCulture),
            },
        };
        try
        {
            return AnswerOf(await refunds.CreateAsync(
                options, Once($"guichet-refund-{refund.Id.Value:N}-{refund.Attempt}"), cancel));
        }
        catch (StripeException refused) when (IsFinal(refused))
        {
            return new RefundAnswer(RefundStatus.Failed, null, CodeOf(refused));
        }
        catch (Exception silent) when (IsSilence(silent))
        {
            throw Silence(silent);
        }
    }

    public Task<RefundAnswer?> FindAttemptAsync(OurRefund refund, Payment payment, CancellationToken cancel) =>
        AskAsync(async () =>
        {
            var options = new RefundListOptions { PaymentIntent = payment.Capture, Limit = 100 };
            await foreach (var found in refunds.ListAutoPagingAsync(options, cancellationToken: cancel))
            {
                if (OursOf(found) == (refund.Id, refund.Attempt))
                {
                    return AnswerOf(found);
                }
            }

            return null;
        });

    public Task<RefundAtGateway?> FindRefundAsync(string reference, CancellationToken cancel) => AskAsync(async () =>
    {
        var found = await refunds.GetAsync(reference, cancellationToken: cancel);
        return new RefundAtGateway(
            OursOf(found), AnswerOf(found), StripeAmount.Read(found.Amount, found.Currency), found.PaymentIntentId);
    });

    public Task<ChargebackAtGateway?> FindChargebackAsync(string reference, CancellationToken cancel) =>
        disputes.FindAsync(reference, cancel);

    public Task<IReadOnlyList<ChargebackAtGateway>> ListChargebacksAsync(Instant since, CancellationToken cancel) =>
        disputes.ListAsync(since, cancel);

    public Task<string?> AnswerChargebackAsync(
        Chargeback chargeback, ChargebackEvidence? evidence, CancellationToken cancel) =>
        disputes.AnswerAsync(chargeback, evidence, cancel);

    /// <summary>One line over all where only the total is an amount that Stripe can take.</summary>
    private static IEnumerable<CheckoutLine> Countable(IReadOnlyList<CheckoutLine> lines, Order order) =>
        lines.All(line => StripeAmount.Of(line.Money).Refusal is null)
            ? lines
            : [lines[0] with { Money = order.Total }];

    private static (RefundId Id, int Attempt)? OursOf(Stripe.Refund found) =>
        Guid.TryParse(found.Metadata?.GetValueOrDefault(RefundKey), out var id)
            && int.TryParse(
                found.Metadata!.GetValueOrDefault(AttemptKey), CultureInfo.InvariantCulture, out var attempt)
            ? (new RefundId(id), attempt)
            : null;

    private static Checkout Read(Session session)
    {
        var intent = session.PaymentIntent;
        var cameToNothing = intent?.Status is "requires_payment_method" or "canceled";
        return new Checkout(
            session.Id,
            (session.Status, session.PaymentStatus) switch
            {
                ("expired", _) => CheckoutState.Expired,
                ("complete", "paid" or "no_payment_required") => CheckoutState.Paid,
                ("complete", _) => cameToNothing ? CheckoutState.Failed : CheckoutState.Processing,
                _ => CheckoutState.Open,
            },
            StripeAmount.Read(session.AmountTotal ?? 0, session.Currency ?? ""))
        {
            Order = Guid.TryParse(session.ClientReferenceId, out var order) ? new OrderId(order) : null,
            Address = session.Url,
            Capture = session.PaymentIntentId,
            Declined = intent?.LastPaymentError is not null,
        };
    }

    private static RefundAnswer AnswerOf(Stripe.Refund refund) => refund.Status switch
    {
        "succeeded" => new(RefundStatus.Succeeded, refund.Id, null),
        "failed" or "canceled" => new(RefundStatus.Failed, refund.Id, refund.FailureReason ?? refund.Status),
        _ => new(RefundStatus.Sent, refund.Id, null),
    };

    private static Dictionary<string, string> MetadataOf(Order order) => new()
    {
        [OrderKey] = order.Id.Value.ToString(),
        ["confirmation_number"] = order.ConfirmationNumber,
    };

    internal static RequestOptions Once(string key) => new() { IdempotencyKey = key };

    /// <summary>Stripe writes currencies in small letters.</summary>
    private static string CodeOf(Money money) => string.Create(
        money.Currency.Length, money.Currency, (code, currency) => currency.AsSpan().ToLowerInvariant(code));

    internal static string CodeOf(StripeException refused) =>
        refused.StripeError?.Code ?? refused.StripeError?.Type ?? "unknown";

    /// <summary>The same call would be refused again. A key in use, too many calls and a wrong secret key pass.
    /// </summary>
    internal static bool IsFinal(StripeException refused) =>
        refused.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired
            or HttpStatusCode.NotFound;

    internal static bool IsSilence(Exception failure) =>
        failure is StripeException or HttpRequestException
            or TaskCanceledException { InnerException: TimeoutException };

    internal static GatewaySilentException Silence(Exception cause) =>
        new($"Stripe does not answer: {(cause as StripeException)?.StripeError?.Code ?? cause.GetType().Name}.", cause);

    internal static async Task<T?> AskAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (StripeException missing) when (missing.HttpStatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception silent) when (IsSilence(silent))
        {
            throw Silence(silent);
        }
    }
}
