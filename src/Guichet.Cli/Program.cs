namespace Guichet.Cli;

/// <summary>The program <c>guichet</c>; named apart from the server's, which tests start beside it.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments) =>
        CommandLine.RunAsync(arguments, Surroundings.OfThisProcess());
}
