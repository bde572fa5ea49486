using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Guichet.Client.Webhooks;
using Guichet.Server.Hosting;

namespace Guichet.Server.Webhooks;

/// <summary>What is to be sent, and where.</summary>
internal sealed record Sending(Guid Delivery, int Attempt, WebhookEvent Event, WebhookSubscription Subscription);

/// <summary>What came of a try.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Status">What the receiver answered; null where it did not.</param>
/// <param name="Answer">The beginning of its text.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Asked">After what time the receiver wants to be asked again; null where it does not say.</param>
internal sealed record Attempt(
    Instant At, int? Status, string Answer, string? Failure, int Milliseconds, Duration? Asked)
{
    public bool Succeeded => Failure is null;

    public bool IsGone => Status == (int)HttpStatusCode.Gone;
}

/// <summary>Makes one try: signed, without following redirects, within a bounded time, and reading little of what comes
/// back. Neither secrets nor addresses, which may hold some, are logged.</summary>
internal sealed class WebhookSender(IHttpClientFactory clients, WebhookSecrets secrets, IClock clock)
{
    /// <summary>Name of the client, whose connections go outside only.</summary>
    public const string Client = "webhooks";

    public const int LongestAnswer = 1_000;
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    public async Task<Attempt> SendAsync(Sending sending, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var began = Stopwatch.GetTimestamp();
        var signers = secrets.ReadAt(sending.Subscription, now);
        if (signers.Count == 0)
        {
            return new(now, null, "", "secret-unreadable", Elapsed(began), null);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestWait);
        try
        {
            using var request = Sign(sending, signers, now);
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var text = await ReadAsync(answer, limit.Token);
            var status = (int)answer.StatusCode;
            return new(
                now, status, text, FailureOf(status), Elapsed(began), Asked(answer.Headers.RetryAfter, now));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new(now, null, "", FailureOf(failure), Elapsed(began), null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(now, null, "", "timed-out", Elapsed(began), null);
        }
    }

    private static HttpRequestMessage Sign(Sending sending, IReadOnlyList<string> signers, Instant now)
    {
        var (id, timestamp) = (sending.Event.Id.ToString(), now.ToUnixTimeSeconds());
        var body = Encoding.UTF8.GetBytes(sending.Event.Body);
        var request = new HttpRequestMessage(HttpMethod.Post, sending.Subscription.Address)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
            },
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(
            ' ', signers.Select(secret => WebhookSignature.Of(secret, id, timestamp, body))));
        return request;
    }

    /// <summary>The status decides: what comes after it, too late or broken, changes nothing any more.</summary>
    private static async Task<string> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var buffer = new byte[LongestAnswer];
        var read = 0;
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            read = await body.ReadAtLeastAsync(buffer, LongestAnswer, throwOnEndOfStream: false, cancel);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            // It is shown to people and decides nothing.
        }

        var text = Encoding.UTF8.GetString(buffer, 0, read);
        return string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
    }

    private static string? FailureOf(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "redirected",
        _ => "status",
    };

    private static string FailureOf(Exception failure) => failure switch
    {
        { InnerException: PrivateAddressException } => "address-private",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "name-unknown",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "unreachable",
        _ => "answer-broken",
    };

    private static Duration? Asked(RetryConditionHeaderValue? header, Instant now) => header switch
    {
        { Delta: { } delta } => Duration.FromTimeSpan(delta),
        { Date: { } date } => Instant.FromDateTimeOffset(date) - now,
        _ => null,
    };

    private static int Elapsed(long began) => (int)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
}
