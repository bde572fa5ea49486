using System.Text;
using Guichet.Client.Attachments;
using Guichet.Server.Tests.Incidents;
using SkiaSharp;

namespace Guichet.Server.Tests.Attachments;

/// <summary>Files to send.</summary>
internal static class Bytes
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Text that no other test sends.</summary>
    public static byte[] Log(int lines = 3) => Encoding.UTF8.GetBytes(
        $"{Guid.NewGuid()}\n" + string.Concat(Enumerable.Range(0, lines).Select(line => $"{line} error 1236\n")));

    public static byte[] Picture(int width = 800, int height = 600)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(new SKColor((uint)Random.Shared.Next() | 0xFF000000));
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public static NewAttachment Named(string name, Guid? entry = null, Guid? id = null) =>
        new() { Id = id ?? Guid.CreateVersion7(), Name = name, Entry = entry };

    public static async Task<AttachmentView> AttachAsync(
        this Somebody who, Guid incident, string name, byte[] bytes, Guid? entry = null)
    {
        using var file = new MemoryStream(bytes);
        return await who.Client.AttachAsync(incident, Named(name, entry), file, null, Cancel);
    }

    /// <summary>Writes a message that a file goes with.</summary>
    public static async Task<AttachmentView> RepliesWithAsync(
        this Somebody who, Guid incident, string name, byte[] bytes)
    {
        var entry = Guid.CreateVersion7();
        var file = await who.AttachAsync(incident, name, bytes, entry);
        await who.Client.ReplyAsync(incident, Story.Replies("Here it is.", entry), cancel: Cancel);
        return file;
    }

    public static async Task<byte[]> FetchAsync(this Somebody who, Guid file)
    {
        await using var stream = await who.Client.OpenAttachmentAsync(file, Cancel);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    /// <summary>Names and sizes of what lies in the house's store.</summary>
    public static string[] Stored(this House house) => Directory.Exists(house.Contents)
        ? [.. Directory.GetFiles(house.Contents, "*", SearchOption.AllDirectories).Select(Path.GetFileName)!]
        : [];
}
