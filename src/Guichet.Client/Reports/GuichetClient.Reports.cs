using Guichet.Client.Reports;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>First responses promised and kept, of the incidents submitted in those months; for support managers and
    /// administrators.</summary>
    /// <param name="from">The first month, <c>2026-01</c>; null: eleven months before the last.</param>
    /// <param name="until">The last month, included; null: the present one. At most 24 months.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<ResponseReportView> ReportFirstResponsesAsync(
        string? from = null,
        string? until = null,
        ReportGrouping by = ReportGrouping.Severity,
        CancellationToken cancel = default) =>
        GetAsync<ResponseReportView>(
            $"reports/first-response{Query(("from", from), ("until", until), ("by", by))}", cancel);

    /// <summary>Next updates promised and kept, asked for as first responses are.</summary>
    /// <param name="from">The first month.</param>
    /// <param name="until">The last month, included.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<ResponseReportView> ReportNextUpdatesAsync(
        string? from = null,
        string? until = null,
        ReportGrouping by = ReportGrouping.Severity,
        CancellationToken cancel = default) =>
        GetAsync<ResponseReportView>(
            $"reports/next-update{Query(("from", from), ("until", until), ("by", by))}", cancel);

    /// <summary>Resolutions promised and kept, asked for as first responses are.</summary>
    /// <param name="from">The first month.</param>
    /// <param name="until">The last month, included.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<ResponseReportView> ReportResolutionsAsync(
        string? from = null,
        string? until = null,
        ReportGrouping by = ReportGrouping.Severity,
        CancellationToken cancel = default) =>
        GetAsync<ResponseReportView>(
            $"reports/resolution{Query(("from", from), ("until", until), ("by", by))}", cancel);

    /// <summary>What customers said about the incidents submitted in those months; for support managers and
    /// administrators.</summary>
    /// <param name="from">The first month.</param>
    /// <param name="until">The last month, included.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<SatisfactionReportView> ReportSatisfactionAsync(
        string? from = null,
        string? until = null,
        SatisfactionGrouping by = SatisfactionGrouping.Product,
        CancellationToken cancel = default) =>
        GetAsync<SatisfactionReportView>(
            $"reports/satisfaction{Query(("from", from), ("until", until), ("by", by))}", cancel);

    /// <summary>Time spent, as it was recorded with the entries of those months; for support managers and
    /// administrators.</summary>
    /// <param name="from">The first month, <c>2026-01</c>; null: eleven months before the last.</param>
    /// <param name="until">The last month, included; null: the present one. At most 24 months.</param>
    /// <param name="by">What is counted by.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<TimeReportView> ReportTimeAsync(
        string? from = null,
        string? until = null,
        TimeGrouping by = TimeGrouping.Agent,
        CancellationToken cancel = default) =>
        GetAsync<TimeReportView>($"reports/time{Query(("from", from), ("until", until), ("by", by))}", cancel);
}
