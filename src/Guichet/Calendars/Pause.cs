namespace Guichet.Calendars;

/// <summary>A stretch in which a clock stands, <c>[PausedAt, ResumedAt)</c>.</summary>
/// <param name="PausedAt">The first instant that does not count.</param>
/// <param name="ResumedAt">The first instant that counts again; null while the pause lasts.</param>
public readonly record struct Pause(Instant PausedAt, Instant? ResumedAt);
