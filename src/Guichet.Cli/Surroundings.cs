using Guichet.Client;

namespace Guichet.Cli;

/// <summary>What the program touches outside itself, so that a test can stand in for it.</summary>
/// <param name="Input">Where a text is read that is given as <c>-</c>.</param>
/// <param name="Output">Where answers go.</param>
/// <param name="Error">Where refusals go.</param>
/// <param name="Variable">An environment variable; null where it is not set.</param>
/// <param name="SignInFile">Where <c>sign-in</c> keeps server and key.</param>
/// <param name="Connect">Opens a client of a server with a key.</param>
/// <param name="Clock">What is now, for what is asked off line.</param>
internal sealed record Surroundings(
    TextReader Input,
    TextWriter Output,
    TextWriter Error,
    Func<string, string?> Variable,
    string SignInFile,
    Func<Uri, string?, GuichetClient> Connect,
    IClock Clock)
{
    public static Surroundings OfThisProcess() => new(
        Console.In,
        Console.Out,
        Console.Error,
        Environment.GetEnvironmentVariable,
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create),
            "guichet",
            "sign-in.json"),
        (server, key) => new GuichetClient(server, key),
        SystemClock.Instance);
}
