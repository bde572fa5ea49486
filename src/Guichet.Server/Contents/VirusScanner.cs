using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Contents;

/// <summary>Section <c>Scanner</c> of the configuration.</summary>
internal sealed class ScannerOptions
{
    /// <summary>Where ClamAV's <c>clamd</c> listens, as <c>127.0.0.1:3310</c>; without it files are not
    /// scanned.</summary>
    public string Address { get; set; } = "";

    /// <summary>How long one file may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>The address, read; null where it is none.</summary>
    public DnsEndPoint? EndPoint =>
        Address.LastIndexOf(':') is > 0 and var colon
        && int.TryParse(Address.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= 65535
            ? new DnsEndPoint(Address[..colon].Trim('[', ']'), port)
            : null;
}

/// <summary>What the scanner says of a file.</summary>
/// <param name="Threat">What it calls what it found; null where it found nothing.</param>
internal sealed record ScanVerdict(string? Threat)
{
    public static ScanVerdict Clean { get; } = new((string?)null);
}

/// <summary>Asks ClamAV's <c>clamd</c>, by its command INSTREAM: pieces with their length before them, and an empty one
/// at the end.</summary>
internal sealed class VirusScanner(IOptions<ScannerOptions> options, ILogger<VirusScanner> logger)
{
    private const string Found = " FOUND";
    private const int Piece = 65536;

    public bool IsConfigured => options.Value.EndPoint is not null;

    /// <summary>The verdict; null where there is none, for the scanner could not be reached or could not look at it.
    /// </summary>
    public async Task<ScanVerdict?> ScanAsync(Stream content, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Value.Timeout);
        try
        {
            return Read(await AskAsync(options.Value.EndPoint!, content, patience.Token));
        }
        catch (Exception failure) when (failure is SocketException or IOException
            || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            logger.LogWarning(failure, "The virus scanner at {Address} did not answer", options.Value.Address);
            return null;
        }
    }

    private static async Task<string> AskAsync(DnsEndPoint to, Stream content, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(to.Host, to.Port, cancel);
        await using var stream = client.GetStream();
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var buffer = new byte[Piece + sizeof(uint)];
        int read;
        do
        {
            read = await content.ReadAsync(buffer.AsMemory(sizeof(uint), Piece), cancel);
            BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)read);
            await stream.WriteAsync(buffer.AsMemory(0, read + sizeof(uint)), cancel);
        }
        while (read > 0);

        using var answer = new StreamReader(stream, Encoding.UTF8);
        return (await answer.ReadToEndAsync(cancel)).TrimEnd('\0', '\n');
    }

    /// <summary><c>stream: OK</c>, <c>stream: Eicar-Signature FOUND</c>, or why there is no verdict.</summary>
    private ScanVerdict? Read(string answer)
    {
        var said = answer[(answer.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var colon ? colon + 2 : 0)..];
        if (said == "OK")
        {
            return ScanVerdict.Clean;
        }

        if (said.EndsWith(Found, StringComparison.Ordinal))
        {
            return new ScanVerdict(said[..^Found.Length]);
        }

        logger.LogWarning("The virus scanner gave no verdict: {Answer}", answer);
        return null;
    }
}
