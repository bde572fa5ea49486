using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Hosting;

/// <summary>Section <c>FrontDoor</c> of the configuration: what lies between a reader and this process.</summary>
internal sealed class FrontDoorOptions
{
    /// <summary>Whether a reader from another machine may speak plain http. Without TLS somebody on the way reads
    /// passwords and keys.</summary>
    public bool PlainHttp { get; set; }

    /// <summary>The networks of the proxies whose word is taken for the reader's address and scheme, as
    /// <c>10.0.0.0/8</c>. A proxy on this machine is always believed.</summary>
    public IReadOnlyList<string> Proxies { get; set; } = [];

    /// <summary>How many requests of the API, and of the addresses to which pages send files, one key, or without a
    /// key one network address, may make in a minute; 0: as many as it likes.</summary>
    public int RequestsPerMinute { get; set; } = 6000;
}

/// <summary>TLS, the proxy in front, and how often one may knock at the API.</summary>
internal static class FrontDoor
{
    private const int Segments = 6;

    public static void AddFrontDoor(this IServiceCollection services)
    {
        services.AddOptions<FrontDoorOptions>().BindConfiguration("FrontDoor")
            .Validate(
                options => options.Proxies.All(network => System.Net.IPNetwork.TryParse(network, out _)),
                "FrontDoor:Proxies holds networks as 10.0.0.0/8.")
            .Validate(options => options.RequestsPerMinute >= 0, "FrontDoor:RequestsPerMinute is not below 0.")
            .ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<FrontDoorOptions>>((forwarded, door) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in door.Value.Proxies)
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            }
        });
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<FrontDoorOptions>, Demonstration>(
            (limiter, door, demonstration) =>
            {
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
                    http => PartitionOf(http, demonstration.On ? 0 : door.Value.RequestsPerMinute));
                limiter.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(rejected));
            });
    }

    /// <summary>To be put before everything that asks for the scheme or the reader's address.</summary>
    public static void UseFrontDoor(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseHsts();
        if (!app.Services.GetRequiredService<IOptions<FrontDoorOptions>>().Value.PlainHttp)
        {
            app.Use((http, next) => MayComeIn(http)
                ? next(http)
                : Problems.Of(
                    new Refusal("access.needs-tls", "From another machine this address is open by https only."), http)
                    .ExecuteAsync(http));
        }

        app.UseRateLimiter();
    }

    private static bool MayComeIn(HttpContext http) =>
        http.Request.IsHttps
        || http.Connection.RemoteIpAddress is not { } address
        || IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        || http.Request.Path.StartsWithSegments("/health");

    private static RateLimitPartition<string> PartitionOf(HttpContext http, int perMinute)
    {
        var path = http.Request.Path;
        if (perMinute == 0 || !(path.StartsWithSegments("/api/v1") || path.StartsWithSegments("/attachments")))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var key = http.Request.Headers.Authorization.ToString();
        return RateLimitPartition.GetSlidingWindowLimiter(
            key.Length > 0 ? key : http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = perMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = Segments,
            });
    }

    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var seconds = 60 / Segments;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var refusal = new Refusal("requests.too-many", "Too many requests in this minute.").With("retryAfter", seconds);
        return Problems.Of(refusal, rejected.HttpContext).ExecuteAsync(rejected.HttpContext);
    }
}

/// <summary>Names a cookie so that the browser takes it by TLS alone, for this host and no other; by plain http, on
/// this machine, it goes without the prefix.</summary>
internal sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        cookies.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) =>
        context.Request.IsHttps ? "__Host-" + key : key;
}
