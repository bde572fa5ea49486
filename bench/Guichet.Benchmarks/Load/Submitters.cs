using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Guichet.Client;
using Guichet.Client.Incidents;

namespace Guichet.Benchmarks.Load;

/// <summary>Clients that open incidents over HTTP, one after the other, each on a connection that it keeps.</summary>
internal sealed class Submitters(Uri address, IReadOnlyList<string> keys) : IDisposable
{
    private const string Problem = "Since the last patches one node leaves the cluster within minutes. ";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly SocketsHttpHandler connections = new();
    private readonly Uri door = new(address, "/api/v1/incidents");
    private readonly string request = Template();
    private int errorsShown;

    /// <summary>Incidents opened so far, in all rounds.</summary>
    public long Opened { get; private set; }

    public void Dispose() => connections.Dispose();

    /// <summary>A round with so many clients at once.</summary>
    public async Task<Round> RunAsync(int clients, TimeSpan span, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var rounds = await Task.WhenAll(Enumerable.Range(0, clients)
            .Select(number => Task.Run(() => RunOneAsync(new Random(number), watch, span, cancel), cancel)));
        var elapsed = watch.Elapsed;
        var times = rounds.SelectMany(round => round.Times).Order().ToArray();
        Opened += times.Length;
        return new Round(times.Length / elapsed.TotalSeconds, times, rounds.Sum(round => round.Errors));
    }

    private async Task<(List<double> Times, int Errors)> RunOneAsync(
        Random random, Stopwatch watch, TimeSpan span, CancellationToken cancel)
    {
        using var http = new HttpMessageInvoker(connections, disposeHandler: false);
        var times = new List<double>(100_000);
        var errors = 0;
        while (watch.Elapsed < span)
        {
            var before = Stopwatch.GetTimestamp();
            if (await SubmitAsync(http, keys[random.Next(keys.Count)], cancel))
            {
                times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
            else
            {
                errors++;
            }
        }

        return (times, errors);
    }

    private async Task<bool> SubmitAsync(HttpMessageInvoker http, string key, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, door)
        {
            Content = new StringContent(
                request.Replace("@id", Guid.CreateVersion7().ToString(), StringComparison.Ordinal), Json),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(message, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            return true;
        }

        if (Interlocked.Increment(ref errorsShown) <= 3)
        {
            await Console.Error.WriteLineAsync($"{(int)answer.StatusCode}: {text}");
        }

        return false;
    }

    /// <summary>A request of about 1.3 KB, of which 1 KB is the problem's text.</summary>
    private static string Template() => JsonSerializer.Serialize(
        new NewIncident
        {
            Id = Guid.Empty,
            Release = "windows-server/2019",
            Plan = "pack-5",
            Severity = Severity.B,
            Hours = HoursOfCoverage.BusinessHours,
            Title = "A cluster node stays down after patching",
            Description = string.Concat(Enumerable.Repeat(Problem, 16))[..1024],
            Contacts =
            [
                new NewContact
                {
                    Name = "Camille Laurent",
                    Email = "camille@example.test",
                    Phone = "+33 1 23 45 67 89",
                },
            ],
            NoGuaranteeAccepted = true,
        },
        GuichetClient.Json).Replace(Guid.Empty.ToString(), "@id", StringComparison.Ordinal);
}
