namespace Guichet.Server.Contents;

/// <summary>Work on what people send, which can be anything: what it does to a decoder, a scanner or a disk is told to
/// whoever tries it, and nobody else has to wait for it.</summary>
internal static class Trial
{
    /// <summary>Why it came to no end; null where it did. Being stopped is passed on.</summary>
    public static async Task<Exception?> OfAsync(Func<Task> work, CancellationToken cancel)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            return failure;
        }
    }

    /// <summary>What the work makes; null where it comes to no end.</summary>
    public static T? Of<T>(Func<T?> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return null;
        }
    }
}
