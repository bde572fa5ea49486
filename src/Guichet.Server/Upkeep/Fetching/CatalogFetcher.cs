using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Guichet.Server.Hosting;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Upkeep.Fetching;

/// <summary>Reads a document from an address, unless it is the one read last.</summary>
internal sealed class CatalogFetcher(IHttpClientFactory clients, IOptions<UpkeepOptions> options)
{
    public const string Client = "catalogue";
    public static readonly Duration LongestWait = Duration.FromSeconds(60);
    private const int MostRedirects = 3;

    /// <summary>Refused by <c>fetch.…</c> with the fact <c>detail</c>, and <c>file.too-large</c>.</summary>
    public async Task<Result<Fetched>> FetchAsync(
        Uri address, string? etag, string? lastModified, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestWait.ToTimeSpan());
        try
        {
            return await FollowAsync(address, etag, lastModified, limit.Token);
        }
        catch (HttpRequestException failure) when (failure.InnerException is PrivateAddressException)
        {
            return Refuse("fetch.address-private", "The address lies inside the network.", address.Host);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Refuse("fetch.unreachable", failure.Message, address.Host);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Refuse("fetch.timed-out", "The address did not answer in time.", address.Host);
        }
    }

    /// <summary>Null where a source may lie at that address; refused by <c>fetch.address-malformed</c> where it is not
    /// one of https, or carries a password.</summary>
    public Refusal? Check(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps
            || (options.Value.AllowPrivateAddresses && address.Scheme == Uri.UriSchemeHttp))
        && address.UserInfo.Length == 0
            ? null
            : new Refusal("fetch.address-malformed", "The address is not one of https, or carries a password.");

    private async Task<Result<Fetched>> FollowAsync(
        Uri address, string? etag, string? lastModified, CancellationToken cancel)
    {
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            if (Check(address.ToString()) is { } refusal)
            {
                return refusal;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
            using var client = clients.CreateClient(Client);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            switch (answer.StatusCode)
            {
                case HttpStatusCode.NotModified:
                    return new Fetched(null, etag, lastModified);
                case HttpStatusCode.OK:
                    return await ReadAsync(answer, cancel);
                case HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                    when answer.Headers.Location is { } next:
                    address = new Uri(address, next);
                    break;
                default:
                    return Refuse(
                        "fetch.status", "The address answered with an error.", $"{(int)answer.StatusCode}");
            }
        }

        return Refuse("fetch.redirected-too-often", "The address leads on and on.", address.Host);
    }

    private static async Task<Result<Fetched>> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        // Counted unpacked: a small answer can be a large document.
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        using var text = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if (text.Length + read > IncomingCatalog.LongestText)
            {
                return new Refusal("file.too-large", "The file is too large.")
                    .With("megabytes", IncomingCatalog.LongestText / 1_000_000);
            }

            text.Write(buffer, 0, read);
        }

        return new Fetched(
            Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).TrimStart('\uFEFF'),
            answer.Headers.ETag?.ToString(),
            HeaderOf(answer.Content.Headers, "Last-Modified"));
    }

    private static string? HeaderOf(HttpContentHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static Refusal Refuse(string code, string message, string detail) =>
        new Refusal(code, message).With("detail", detail);
}
