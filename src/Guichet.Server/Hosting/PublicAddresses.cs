using System.Net;
using System.Net.Sockets;

namespace Guichet.Server.Hosting;

/// <summary>Looks a name up.</summary>
internal delegate Task<IPAddress[]> FindHost(string name, CancellationToken cancel);

/// <summary>Which network addresses lie outside: an address that somebody types must not lead the server into its own
/// network.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>False for loopback, link-local, private, reserved and tunnelled addresses.</summary>
    public static bool Contain(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
            && !Array.Exists(Inside, network => network.Contains(plain));
    }

    /// <summary>Connects to the first address of the host that answers and that one may connect to. What was looked up
    /// is what is connected to, so that a name cannot change in between.</summary>
    public static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint host, FindHost find, Predicate<IPAddress> mayConnect, CancellationToken cancel)
    {
        var found = await find(host.Host, cancel);
        var open = Array.FindAll(found, mayConnect);
        if (open.Length == 0 && found.Length > 0)
        {
            throw new PrivateAddressException(host.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, host.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>All addresses of a host lie inside.</summary>
internal sealed class PrivateAddressException(string host) : IOException($"{host} is inside.");
