using System.Text;
using Guichet.Server.Hosting;
using Guichet.Server.Payments.Gateways;
using Microsoft.Extensions.Options;
using Stripe;

namespace Guichet.Server.Payments;

/// <summary>The door at which Stripe says that something happened. Its signature lets in; what it says is not believed
/// but looked up.</summary>
internal sealed class StripeWebhook(
    IPaymentGateway gateway, LookAtGateway look, IOptions<PaymentOptions> options, IClock clock,
    ILogger<StripeWebhook> logger)
{
    /// <summary>Far more than an event of Stripe's is long.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>How old a signature may be, so that one that was overheard cannot be sent later.</summary>
    public static readonly Duration Tolerance = Duration.FromMinutes(5);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/stripe", (StripeWebhook webhook, HttpContext http) => webhook.HearAsync(http))
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private async Task<IResult> HearAsync(HttpContext http)
    {
        var cancel = http.RequestAborted;
        if (gateway is not StripeGateway stripe)
        {
            return Problems.Of(new Refusal("address.unknown", "There is nothing at this address."), http);
        }

        if (await ReadAsync(http.Request, cancel) is not { } body)
        {
            return Results.Problem(statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        if (Verify(body, http.Request.Headers["Stripe-Signature"].ToString()) is not { } told)
        {
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            await FollowAsync(stripe, told, cancel);
            return Results.Ok();
        }
        catch (GatewaySilentException silent)
        {
            // Stripe tells it again.
            logger.LogWarning(silent, "Event {Event} of Stripe could not be looked up", told.Id);
            return Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task FollowAsync(StripeGateway stripe, Event told, CancellationToken cancel)
    {
        switch (told.Data.Object)
        {
            case Stripe.Checkout.Session session:
                await look.Payments.RunAsync(session.Id, cancel);
                break;
            case PaymentIntent intent when told.Type == EventTypes.PaymentIntentPaymentFailed:
                foreach (var reference in await stripe.ListOfPaymentAsync(intent.Id, cancel))
                {
                    await look.Payments.RunAsync(reference, cancel);
                }

                break;
            case Refund refund:
                await look.Payments.RunForRefundAsync(refund.Id, cancel);
                break;
            case Dispute dispute:
                await look.Chargebacks.RunAsync(dispute.Id, cancel);
                break;
            default:
                logger.LogDebug("Event {Type} of Stripe concerns nobody here", told.Type);
                break;
        }
    }

    /// <summary>Null where the signature is missing, wrong or old, or the body is no event.</summary>
    private Event? Verify(string body, string signature)
    {
        try
        {
            return EventUtility.ConstructEvent(
                body,
                signature,
                options.Value.Stripe.WebhookSecret,
                (long)Tolerance.TotalSeconds,
                clock.GetCurrentInstant().ToUnixTimeSeconds(),
                throwOnApiVersionMismatch: false);
        }
        catch (Exception wrong) when (wrong is StripeException or Newtonsoft.Json.JsonException
            or System.Text.Json.JsonException or ArgumentException or InvalidOperationException
            or NullReferenceException)
        {
            logger.LogWarning("A call of the webhook was turned away: {Reason}", wrong.Message);
            return null;
        }
    }

    /// <summary>The body to the letter, for the signature is over it; null where it is too long.</summary>
    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
        {
            return null;
        }

        var buffer = new byte[MostBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return length > MostBytes ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
