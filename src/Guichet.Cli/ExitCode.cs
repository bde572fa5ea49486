namespace Guichet.Cli;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The house, or a check, said no.</summary>
    public const int Refused = 1;

    /// <summary>The command line is not right, or a file that it names cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>The server does not answer, or is broken.</summary>
    public const int Unreachable = 3;
}

/// <summary>The command line is not right, in a way that its parser cannot see.</summary>
internal sealed class UsageException(string message) : Exception(message);
