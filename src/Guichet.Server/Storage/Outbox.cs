using System.Text.Json;

namespace Guichet.Server.Storage;

/// <summary>Something that must leave the house after the commit (a mail; later a webhook), written in the same
/// transaction as what it tells. It is delivered at least once, under its id.</summary>
internal sealed class OutboxMessage
{
    public Guid Id { get; init; }

    /// <summary>What happened: <c>incident.submitted</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>JSON, by ids: what is read at delivery is what is true then.</summary>
    public required string Payload { get; init; }

    public Instant CreatedAt { get; init; }

    /// <summary>When to try next; moved ahead while somebody tries, so that a killed process's message comes back.
    /// </summary>
    public Instant DueAt { get; set; }

    public int Attempts { get; set; }

    public Instant? DoneAt { get; set; }

    public string? Error { get; set; }

    /// <summary>What it tells, as the type it was written by.</summary>
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, JsonSerializerOptions.Web)!;

    public static OutboxMessage Of<T>(string kind, T payload, Instant at) => new()
    {
        Id = Guid.CreateVersion7(at.ToDateTimeOffset()),
        Kind = kind,
        Payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web),
        CreatedAt = at,
        DueAt = at,
    };
}

/// <summary>Something that is done outside the house because an outbox message asks for it: at least once, so each call
/// says by a key of its own that it is the same. What it throws postpones the message.</summary>
internal interface IErrand
{
    /// <summary>Whether it runs for that kind of message.</summary>
    bool RunsFor(string kind);

    Task RunAsync(OutboxMessage message, CancellationToken cancel);
}

/// <summary>Tells the delivery loop of this process that something waits, so that it need not poll.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0, 1);

    /// <summary>Something was committed; said on the thread of whoever did it, so that it must be quick.</summary>
    public event Action? Woken;

    public void Wake()
    {
        Woken?.Invoke();
        if (waiting.CurrentCount == 0)
        {
            try
            {
                waiting.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else woke it in between: that is as good.
            }
        }
    }

    public void Dispose() => waiting.Dispose();

    /// <summary>Returns when woken, or after the time given.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => waiting.WaitAsync(atMost, cancel);
}
