namespace Guichet.Server.Storage;

/// <summary>Tells whoever looks at something that lives, on this node, that it has changed, whichever node changed it.
/// It says neither what nor how often: who is told reads again.</summary>
internal sealed class ChangeSignal : IDisposable
{
    private readonly SemaphoreSlim untold = new(0, 1);
    private TaskCompletionSource next = NewNext();

    /// <summary>Ends with the next change. Taken before one reads, so that nothing in between is missed.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    /// <summary>This node has committed something that others look at.</summary>
    public void Tell()
    {
        if (untold.CurrentCount == 0)
        {
            try
            {
                untold.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else told in between: that is as good.
            }
        }
    }

    /// <summary>Returns when this node has something to tell; several changes at once are one.</summary>
    public Task UntoldAsync(CancellationToken cancel) => untold.WaitAsync(cancel);

    /// <summary>Lets everybody on this node know.</summary>
    public void Raise() => Interlocked.Exchange(ref next, NewNext()).TrySetResult();

    public void Dispose() => untold.Dispose();

    private static TaskCompletionSource NewNext() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
