namespace Guichet.Server.Webhooks;

/// <summary>When a delivery that has failed is tried again: soon at first, then by growing pauses, for a little more
/// than three days.</summary>
internal static class RetrySchedule
{
    private static readonly Duration[] Pauses =
    [
        Duration.FromSeconds(5),
        Duration.FromMinutes(5),
        Duration.FromMinutes(30),
        Duration.FromHours(2),
        Duration.FromHours(5),
        Duration.FromHours(10),
        Duration.FromHours(14),
        Duration.FromHours(20),
        Duration.FromHours(24),
    ];

    /// <summary>A receiver that asks for more time than this does not get it.</summary>
    private static readonly Duration Longest = Duration.FromHours(24);

    /// <summary>How often it is tried in all.</summary>
    public static int Attempts => Pauses.Length + 1;

    /// <summary>The pause after so many attempts, a tenth more or less by chance (0 to 1), so that what failed together
    /// does not come back together, and not shorter than the receiver asks for; null after the last.</summary>
    public static Duration? After(int attempts, double chance, Duration? asked)
    {
        if (attempts >= Attempts)
        {
            return null;
        }

        var pause = Pauses[Math.Max(attempts, 1) - 1] * (0.9 + (0.2 * chance));
        return asked is { } wanted ? Duration.Max(pause, Duration.Min(wanted, Longest)) : pause;
    }
}
