using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Guichet.Server.Accounts;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Guichet.Server.Hosting.Telemetry;

/// <summary>Traces, metrics and logs for who runs the house, by configuration alone.</summary>
internal static class TelemetryModule
{
    private const string Bearer = "Bearer ";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration("Telemetry")
            .Validate(
                options => options.Otlp.Length == 0
                    || (Uri.TryCreate(options.Otlp, UriKind.Absolute, out var address)
                        && address.Scheme is "http" or "https"),
                "Telemetry:Otlp is an address that begins with https:// or http://.")
            .Validate(
                options => options.MetricsKey.Length is 0 or >= TelemetryOptions.ShortestKey,
                "Telemetry:MetricsKey is at least 20 characters long.")
            .ValidateOnStart();
        var options = builder.Configuration.GetSection("Telemetry").Get<TelemetryOptions>() ?? new();
        Uri? to = null;
        if (options.IsOn && (options.Otlp.Length == 0 || Uri.TryCreate(options.Otlp, UriKind.Absolute, out to)))
        {
            Connect(builder, options, to);
        }
    }

    /// <summary>Lets in who has the key. To anybody else there is nothing at the address.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        var key = app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.MetricsKey;
        if (key.Length > 0)
        {
            ShowMetrics(app, Encoding.UTF8.GetBytes(Bearer + key));
        }
    }

    // Both are methods of their own so that a start without telemetry does not load the packages.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Connect(WebApplicationBuilder builder, TelemetryOptions options, Uri? to)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "guichet", serviceVersion: typeof(TelemetryModule).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(
                    Measures.Name,
                    "Microsoft.AspNetCore.Hosting",
                    "Microsoft.AspNetCore.Server.Kestrel",
                    "System.Runtime",
                    "Npgsql");
                if (to is not null)
                {
                    metrics.AddOtlpExporter(otlp => otlp.Endpoint = to);
                }

                if (options.MetricsKey.Length > 0)
                {
                    metrics.AddPrometheusExporter();
                }
            });
        builder.Services.AddHostedService<Gauges>();
        if (to is not null)
        {
            telemetry.WithTracing(traces => traces
                .AddSource("Microsoft.AspNetCore", "Npgsql")
                .AddOtlpExporter(otlp => otlp.Endpoint = to));

            // It writes the link that makes the first administrator, which is for who started the program alone.
            builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(typeof(AccountsStart).FullName, LogLevel.None);
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.AddOtlpExporter(otlp => otlp.Endpoint = to);
            });
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ShowMetrics(WebApplication app, byte[] expected) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(http =>
            http.Request.Path == "/metrics"
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()), expected));
}
