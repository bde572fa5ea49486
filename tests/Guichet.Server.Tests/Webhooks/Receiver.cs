using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guichet.Server.Tests.Webhooks;

/// <summary>What came.</summary>
internal sealed record Received(string Id, string Timestamp, string Signatures, string Body)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public JsonElement Data => Json.GetProperty("data");
}

/// <summary>Somebody's web server, which takes nothing that is not signed as Standard Webhooks 1.0 says: computed here
/// from the words of that page, not by the product's own code.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly House house;

    private Receiver(WebApplication app, House house) => (this.app, this.house) = (app, house);

    /// <summary>Of the webhook; what is signed by another is refused.</summary>
    public string Secret { get; set; } = "";

    public int Status { get; set; } = StatusCodes.Status204NoContent;

    public string Answer { get; set; } = "";

    public (string Name, string Value)? Header { get; set; }

    /// <summary>The answer comes when this has come.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>The clock by which it judges what is old; null: the house's.</summary>
    public Func<DateTimeOffset>? Now { get; set; }

    public ConcurrentQueue<Received> Taken { get; } = new();

    public ConcurrentQueue<string> Refused { get; } = new();

    public string Address =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/in";

    public int Port => new Uri(Address).Port;

    public static async Task<Receiver> StartAsync(House house, string host = "127.0.0.1")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{host}:0");
        var receiver = new Receiver(builder.Build(), house);
        receiver.app.MapPost("/in", receiver.TakeAsync);
        receiver.app.MapPost("/elsewhere", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var headers = http.Request.Headers;
        var (id, at, signatures) = (
            headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(),
            headers["webhook-signature"].ToString());
        if (WhyNot(id, at, signatures, body, http.Request.ContentType) is { } wrong)
        {
            Refused.Enqueue(wrong);
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        Taken.Enqueue(new(id, at, signatures, body));
        await Hold.WaitAsync(http.RequestAborted);
        if (Header is { } header)
        {
            http.Response.Headers[header.Name] = header.Value;
        }

        http.Response.StatusCode = Status;
        if (Answer.Length > 0)
        {
            await http.Response.WriteAsync(Answer, http.RequestAborted);
        }
    }

    private string? WhyNot(string id, string at, string signatures, string body, string? type)
    {
        if (type is null || !type.StartsWith("application/json", StringComparison.Ordinal))
        {
            return $"content type {type}";
        }

        if (id.Length == 0 || id.Contains('.', StringComparison.Ordinal))
        {
            return $"id {id}";
        }

        var now = Now?.Invoke() ?? house.Clock.GetCurrentInstant().ToDateTimeOffset();
        if (!long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > 300)
        {
            return $"timestamp {at}";
        }

        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var expected = Convert.ToBase64String(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{at}.{body}")));
        return signatures.Split(' ').Any(one => one == $"v1,{expected}") ? null : $"signature {signatures}";
    }
}
