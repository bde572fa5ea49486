namespace Guichet.Server.Storage;

/// <summary>Instants as SQLite stores them, and as fine as PostgreSQL does: whole microseconds since 1970.</summary>
internal static class Microseconds
{
    public static long Of(Instant at) => at.ToUnixTimeTicks() / 10;

    public static Instant ToInstant(long value) => Instant.FromUnixTimeTicks(value * 10);
}

/// <summary>The clock that operations read, floored to what both databases keep, so that what was written is what is
/// read back.</summary>
internal sealed class MicrosecondClock(IClock clock) : IClock
{
    public Instant GetCurrentInstant() => Microseconds.ToInstant(Microseconds.Of(clock.GetCurrentInstant()));
}
