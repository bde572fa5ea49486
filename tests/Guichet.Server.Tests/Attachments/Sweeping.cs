using Guichet.Server.Attachments;
using Guichet.Server.Contents;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Attachments;

/// <summary>What the house does by itself, when a test wants it.</summary>
internal static class Sweeping
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task SweepContentsAsync(this House house) =>
        house.Services.GetRequiredService<SweepContents>().RunAsync(Cancel);

    /// <summary>At that instant, both sweeps one after the other.</summary>
    public static async Task TendAsync(this House house, Instant? at = null)
    {
        house.Clock.Reset(at ?? house.Clock.GetCurrentInstant());
        await house.Services.GetRequiredService<TendAttachments>().RunAsync(Cancel);
        await house.SweepContentsAsync();
    }
}
