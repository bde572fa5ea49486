using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Guichet.Benchmarks.Rules;

/// <summary>In this process, so that the build files of the house do not have to suit generated projects.</summary>
internal static class RulesConfig
{
    public static IConfig Create() => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(4)
            .WithIterationCount(8))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumn(
            TargetMethodColumn.Method,
            StatisticColumn.Mean,
            StatisticColumn.Error,
            new BudgetColumn(share: false),
            new BudgetColumn(share: true))
        .AddColumnProvider(DefaultColumnProviders.Metrics)
        .AddExporter(MarkdownExporter.GitHub)
        .AddLogger(ConsoleLogger.Default)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "guichet-benchmarks"))
        .WithOptions(ConfigOptions.JoinSummary);
}
