namespace Guichet.Server.Shell.Components;

/// <summary>How a message or badge is meant; always shown by an icon or words as well as by colour.</summary>
public enum Tone
{
    /// <summary>A plain fact.</summary>
    Neutral,

    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Done, covered, in time.</summary>
    Success,

    /// <summary>Needs attention soon.</summary>
    Warning,

    /// <summary>Wrong, late or ended.</summary>
    Danger,
}

/// <summary>What follows from a tone.</summary>
internal static class ToneLook
{
    public static string Class(this Tone tone) => tone switch
    {
        Tone.Neutral => "neutral",
        Tone.Information => "info",
        Tone.Success => "good",
        Tone.Warning => "warn",
        Tone.Danger => "bad",
        _ => throw new ArgumentOutOfRangeException(nameof(tone)),
    };

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Neutral or Tone.Information => "info",
        Tone.Success => "check",
        Tone.Warning => "warning",
        Tone.Danger => "cross",
        _ => throw new ArgumentOutOfRangeException(nameof(tone)),
    };
}
