using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Guichet.Client;
using Guichet.Server.Hosting.Telemetry;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Microsoft.AspNetCore.Hosting;

namespace Guichet.Server.Tests.Hosting;

/// <summary>The counters are those of the process: these run while no other house does business.</summary>
[Collection(nameof(MeasuringTheHouse))]
[CollectionDefinition(nameof(MeasuringTheHouse), DisableParallelization = true)]
public sealed class MeasuringTheHouse(MeasuringTheHouse.Measured house) : IClassFixture<MeasuringTheHouse.Measured>
{
    private const string Key = "a key that is long enough";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_incident_counts_once_however_often_it_is_sent_and_a_refusal_by_its_code()
    {
        var counted = new ConcurrentBag<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == Measures.Name)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            counted.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();
        var customer = await house.WelcomesAsync();
        await house.GivesPackAsync(customer, size: 1);
        var request = SubmittingAnIncident.Request();

        await customer.Client.SubmitIncidentAsync(request, Cancel);
        await customer.Client.SubmitIncidentAsync(request, Cancel);
        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel));

        Assert.Single(counted, line => line.StartsWith("guichet.incidents.submitted", StringComparison.Ordinal));
        Assert.Contains($"guichet.refusals {refused.Code}", counted);
    }

    [Fact]
    public async Task Only_who_has_the_key_reads_the_measures()
    {
        using var http = house.Factory.CreateClient();
        using var stranger = await http.GetAsync(new Uri("/metrics", UriKind.Relative), Cancel);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using var reader = await http.GetAsync(new Uri("/metrics", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.Equal(HttpStatusCode.OK, reader.StatusCode);
        Assert.Contains(
            "guichet_write_duration", await reader.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lag_is_as_long_as_what_waits_has_been_due()
    {
        await house.Work.RunAsync<bool>(
            database =>
            {
                database.Add(OutboxMessage.Of("test.waits", new { }, House.Today - Duration.FromHours(2)));
                return Task.FromResult<Result<bool>>(true);
            },
            Cancel);

        var lag = await Gauges.ReadAsync(house.Storage, House.Today + Duration.FromHours(1), Cancel);

        Assert.Equal(Duration.FromHours(3).TotalSeconds, lag.OutboxSeconds);
    }

    [Fact]
    public async Task A_problem_names_the_trace_by_which_the_log_is_searched()
    {
        using var http = house.Factory.CreateClient();
        using var trace = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nothing");
        trace.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var answer = await http.SendAsync(trace, Cancel);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", problem.RootElement.GetProperty("traceId").GetString());
    }

    /// <summary>Delivers nothing, so that what waits goes on waiting.</summary>
    public sealed class Measured : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host)
        {
            base.Configure(host);
            host.UseSetting("Mail:Delivers", "false");
            host.UseSetting("Telemetry:MetricsKey", Key);
        }
    }
}
