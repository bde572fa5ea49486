namespace Guichet.Server.Hosting;

/// <summary>Whether this is a demonstration: <c>--demo</c>, or <c>Demo=true</c>.</summary>
/// <param name="On">Invented people are there, and the gateway takes no money.</param>
internal sealed record Demonstration(bool On)
{
    /// <summary>On the command line. It stands alone, which the configuration's own reading of arguments does not know.
    /// </summary>
    public const string Switch = "--demo";

    public static Demonstration From(string[] arguments, IConfiguration configuration) =>
        new(arguments.Contains(Switch) || (bool.TryParse(configuration["Demo"], out var demo) && demo));
}
