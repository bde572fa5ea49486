namespace Guichet.Server.Hosting.Telemetry;

/// <summary>Section <c>Telemetry</c> of the configuration.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>The shortest key that protects anything.</summary>
    public const int ShortestKey = 20;

    /// <summary>Where traces, metrics and logs are sent by OTLP over gRPC: <c>http://collector:4317</c>; empty:
    /// nowhere.</summary>
    public string Otlp { get; set; } = "";

    /// <summary>Who sends it as <c>Authorization: Bearer …</c> reads <c>/metrics</c>, as Prometheus does; 20 characters
    /// or more; empty: there is no such address.</summary>
    public string MetricsKey { get; set; } = "";

    /// <summary>While it is off nothing of it is even loaded.</summary>
    public bool IsOn => Otlp.Length > 0 || MetricsKey.Length > 0;
}
