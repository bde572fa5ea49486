using Guichet.Server.Contents;
using SkiaSharp;

namespace Guichet.Server.Attachments;

/// <summary>Small pictures of pictures. Bounded before anything is unpacked: a file of a few kilobytes can claim to be
/// as large as a house.</summary>
internal static class Thumbnails
{
    /// <summary>The largest file that is looked into.</summary>
    public const long MostBytes = 32 * 1024 * 1024;

    public const string MediaType = "image/jpeg";

    public static readonly string[] MediaTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"];

    private const long MostPixels = 24_000_000;
    private const float MostWide = 320;
    private const float MostHigh = 240;
    private const int Quality = 80;

    /// <summary>One at a time: unpacked, a picture takes a hundred megabytes.</summary>
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>A picture that fits into 320 by 240, without anything that the file carried beside its pixels; null
    /// where it cannot be read, or claims too many pixels.</summary>
    public static async Task<MemoryStream?> MakeAsync(Stream picture, CancellationToken cancel)
    {
        await Turn.WaitAsync(cancel);
        try
        {
            using var bytes = new MemoryStream();
            await picture.CopyToAsync(bytes, cancel);
            using var data = SKData.CreateCopy(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            using var codec = SKCodec.Create(data);
            return codec is null || (long)codec.Info.Width * codec.Info.Height is <= 0 or > MostPixels
                ? null
                : Trial.Of(() => Draw(codec));
        }
        finally
        {
            Turn.Release();
        }
    }

    private static MemoryStream? Draw(SKCodec codec)
    {
        var scale = Math.Min(1, Math.Max(MostWide / codec.Info.Width, MostHigh / codec.Info.Height) * 2);
        var size = codec.GetScaledDimensions(scale);
        using var whole = new SKBitmap(
            new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(whole.Info, whole.GetPixels())
            is not (SKCodecResult.Success or SKCodecResult.IncompleteInput))
        {
            return null;
        }

        var isTurned = codec.EncodedOrigin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop
            or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (wide, high) = isTurned ? (whole.Height, whole.Width) : (whole.Width, whole.Height);
        var fit = Math.Min(1, Math.Min(MostWide / wide, MostHigh / high));
        using var surface = SKSurface.Create(new SKImageInfo(
            Math.Max(1, (int)(wide * fit)), Math.Max(1, (int)(high * fit)), SKColorType.Rgba8888, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Scale(fit);
        Turned(canvas, codec.EncodedOrigin, whole.Width, whole.Height);
        using var image = SKImage.FromBitmap(whole);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var small = surface.Snapshot();
        using var encoded = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return new MemoryStream(encoded.ToArray());
    }

    /// <summary>As the camera was held.</summary>
    private static void Turned(SKCanvas canvas, SKEncodedOrigin origin, int width, int height)
    {
        switch (origin)
        {
            case SKEncodedOrigin.BottomRight:
                canvas.Translate(width, height);
                canvas.RotateDegrees(180);
                break;
            case SKEncodedOrigin.RightTop:
                canvas.Translate(height, 0);
                canvas.RotateDegrees(90);
                break;
            case SKEncodedOrigin.LeftBottom:
                canvas.Translate(0, width);
                canvas.RotateDegrees(270);
                break;
            default:
                break;
        }
    }
}
