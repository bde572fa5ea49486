using System.Net;
using System.Net.Sockets;
using Guichet.Accounts;
using Guichet.Server.Storage;

namespace Guichet.Server.Accounts;

/// <summary>From where somebody acts, and the record of it.</summary>
internal static class Auditing
{
    /// <summary>The network address of the caller; empty within the process.</summary>
    public static string Address(this HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        IPAddress address => address.ToString(),
    };

    /// <summary>What tries from an address are counted by: itself, or its network of 64 bits where it is an IPv6
    /// address, as whoever has one of those has them all.</summary>
    public static string Network(string address) =>
        IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? $"{new IPAddress([.. parsed.GetAddressBytes()[..8], .. new byte[8]])}/64"
            : address;

    /// <summary>Records who did what to whom, from where, with the operation that did it.</summary>
    public static void Audit(
        this Database database, Instant at, PersonId? actor, string act, object subject, string address,
        string detail = "") =>
        database.Add(new AuditEntry
        {
            At = at,
            Actor = actor?.Value,
            Act = act,
            Subject = subject.ToString()!,
            Detail = detail,
            Address = address,
        });
}
