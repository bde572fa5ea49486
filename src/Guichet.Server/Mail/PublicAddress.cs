using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Mail;

/// <summary>Where readers of mails find the house.</summary>
internal sealed class PublicAddress(IServer server, IOptions<MailOptions> options)
{
    public Uri Base
    {
        get
        {
            var named = options.Value.PublicAddress;
            return new Uri(named.Length > 0 ? named : Own(), UriKind.Absolute);
        }
    }

    /// <summary>The absolute address of a page of the house.</summary>
    /// <param name="path">Begins with a slash.</param>
    public string Of(string path) => Base.AbsoluteUri.TrimEnd('/') + path;

    /// <summary>The sender's address.</summary>
    public string Sender => options.Value.From is { Length: > 0 } from ? from : $"no-reply@{Base.Host}";

    /// <summary>What ids of mails end with.</summary>
    public string Domain => Sender[(Sender.LastIndexOf('@') + 1)..];

    /// <summary>The first address listened on; "any" is not an address that a link can lead to.</summary>
    private string Own() =>
        (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost")
            .Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//*", "//localhost", StringComparison.Ordinal);
}
