using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Guichet.Benchmarks.Rules;

/// <summary>What a benchmark may take at the most, in nanoseconds.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BudgetAttribute(double nanoseconds) : Attribute
{
    /// <summary>The most, in nanoseconds.</summary>
    public double Nanoseconds { get; } = nanoseconds;
}

/// <summary>Shows the budget beside the mean, or which part of it the mean takes.</summary>
internal sealed class BudgetColumn(bool share) : IColumn
{
    public string Id => $"budget-{share}";

    public string ColumnName => share ? "Mean/Budget" : "Budget";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => share ? 1 : 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => share ? "Mean over budget: above 1.00 it is missed" : "The most that the mean may be";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        if (BudgetOf(benchmarkCase) is not { } budget)
        {
            return "-";
        }

        if (!share)
        {
            return budget < 1000
                ? string.Create(CultureInfo.InvariantCulture, $"{budget:0} ns")
                : string.Create(CultureInfo.InvariantCulture, $"{budget / 1000:0} us");
        }

        return summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? (statistics.Mean / budget).ToString("0.00", CultureInfo.InvariantCulture)
            : "?";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        GetValue(summary, benchmarkCase);

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public bool IsAvailable(Summary summary) => summary.BenchmarksCases.Any(one => BudgetOf(one) is not null);

    private static double? BudgetOf(BenchmarkCase benchmark) =>
        benchmark.Descriptor.WorkloadMethod.GetCustomAttributes(typeof(BudgetAttribute), inherit: false)
            .Cast<BudgetAttribute>()
            .SingleOrDefault()?.Nanoseconds;
}
