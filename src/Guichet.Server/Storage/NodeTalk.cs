using System.Text;
using System.Threading.Channels;

namespace Guichet.Server.Storage;

/// <summary>What this node says to the others, and they to it, of what passes and is kept nowhere. It may be lost,
/// while a connection is: whoever speaks says it again.</summary>
internal sealed class NodeTalk
{
    /// <summary>Bytes of one message at most: PostgreSQL takes less than 8,000.</summary>
    private const int Longest = 7_000;

    private readonly Channel<string> said = Channel.CreateBounded<string>(
        new BoundedChannelOptions(4_096) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Raised with each line that another node has said. Who does not know it leaves it to others.</summary>
    public event Action<string>? Heard;

    /// <summary>Says a line. One that is too long is not said; of too many at once the oldest are not.</summary>
    public void Say(string line)
    {
        if (Encoding.UTF8.GetByteCount(line) < Longest)
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
        var lines = new List<string>();
        var length = 0;
        while (said.Reader.TryPeek(out var line))
        {
            length += Encoding.UTF8.GetByteCount(line) + 1;
            if (length > Longest || !said.Reader.TryRead(out line))
            {
                break;
            }

            lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}
