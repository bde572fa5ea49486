namespace Guichet.Server.Hosting;

/// <summary>Whether this is a demonstration: <c>--demo</c>, or <c>Demo=true</c>.</summary>
/// <param name="On">Invented people are there, and the gateway takes no money.</param>
internal sealed record Demonstration(bool On)
{
    public static Demonstration From(string[] arguments, IConfiguration configuration) =>
        new(arguments.Contains("--demo") || configuration.GetValue<bool>("Demo"));
}
