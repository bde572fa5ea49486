using Microsoft.Extensions.Configuration.Memory;

namespace Guichet.Server.Hosting;

/// <summary>What is logged where the configuration says nothing else.</summary>
internal static class Logs
{
    /// <summary>To be put before every other source. The framework tells several lines of each request, and they
    /// cost a good part of it: its warnings are enough, and where it listens.</summary>
    public static MemoryConfigurationSource Defaults { get; } = new()
    {
        InitialData = new Dictionary<string, string?>
        {
            ["Logging:LogLevel:Microsoft"] = nameof(LogLevel.Warning),
            ["Logging:LogLevel:System.Net.Http"] = nameof(LogLevel.Warning),
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = nameof(LogLevel.Information),

            // Which request a line belongs to: its trace id, which problems and the error page name as well.
            ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
        },
    };
}
