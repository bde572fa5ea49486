using System.Net;
using Guichet.Server.Hosting;
using IPNetwork = System.Net.IPNetwork;

namespace Guichet.Server.Webhooks;

/// <summary>Where receivers may lie: outside, or within the networks that the configuration names.</summary>
internal static class WebhookNetworks
{
    /// <summary>Whether events may be sent there; without TLS only within the networks that are named.</summary>
    public static bool MayConnect(WebhookOptions options, bool isTls, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (isTls && PublicAddresses.Contain(plain))
            || options.AllowedNetworks.Any(network => IPNetwork.Parse(network).Contains(plain));
    }

    /// <summary>No redirect is followed, no proxy stands between the check of an address and the connection to it, and
    /// nothing is unpacked.</summary>
    public static SocketsHttpHandler Handler(WebhookOptions options, FindHost find) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        ConnectTimeout = WebhookSender.LongestWait,

        // A connection that was checked is not kept for good: where the name leads may change.
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, cancel) => PublicAddresses.ConnectAsync(
            context.DnsEndPoint,
            find,
            address => MayConnect(
                options, context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps, address),
            cancel),
    };
}
