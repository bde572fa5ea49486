using System.Threading.Channels;

namespace Guichet.Server.Storage;

/// <summary>What this node says to the others, and they to it, of what passes and is kept nowhere. It may be lost,
/// while a connection is: whoever speaks says it again.</summary>
internal sealed class NodeTalk
{
    /// <summary>Bytes of one message at most: PostgreSQL takes less than 8,000.</summary>
    private const int Longest = 7_000;

    private readonly Channel<byte[]> said = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(4_096) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Raised with each line that another node has said. Who does not know it leaves it to others.</summary>
    public event Action<string>? Heard;

    /// <summary>Says a line of UTF-8. One that is too long, or too many at once, is not said.</summary>
    public void Say(byte[] line)
    {
        if (line.Length < Longest)
        {
            said.Writer.TryWrite(line);
        }
    }

    /// <summary>Hands on what another node has said.</summary>
    public void Hear(string line) => Heard?.Invoke(line);

    /// <summary>Returns when there is something to say.</summary>
    public async Task UnsaidAsync(CancellationToken cancel) => await said.Reader.WaitToReadAsync(cancel);

    /// <summary>As many lines as one message holds, oldest first; empty where nothing is to be said.</summary>
    public string Take()
    {
        var lines = new List<byte[]>();
        var length = 0;
        while (said.Reader.TryPeek(out var line) && length + line.Length < Longest && said.Reader.TryRead(out line))
        {
            lines.Add(line);
            length += line.Length + 1;
        }

        return string.Join('\n', lines.Select(System.Text.Encoding.UTF8.GetString));
    }
}
