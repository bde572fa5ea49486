using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guichet.Server.Tests.Upkeep;

/// <summary>Somebody's web server with a catalogue on it, which honours an entity tag and counts who comes.</summary>
internal sealed class SourceServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private SourceServer(WebApplication app) => this.app = app;

    public string Document { get; set; } = "";

    /// <summary>Null for a server that knows no conditional requests.</summary>
    public string? Etag { get; set; } = "\"1\"";

    public int? Status { get; set; }

    public int Asked { get; private set; }

    public int NotModified { get; private set; }

    public string Address =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<SourceServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new SourceServer(builder.Build());
        server.app.MapGet("/catalog.json", server.Answer);
        server.app.MapGet("/moved", () => Results.Redirect("/catalog.json"));
        server.app.MapGet("/round", () => Results.Redirect("/round"));
        server.app.MapGet("/large", () => Results.Text(new string(' ', 20_000_001)));
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Answer(HttpContext http)
    {
        Asked++;
        if (Status is { } status)
        {
            return Results.StatusCode(status);
        }

        if (Etag is not null && http.Request.Headers.IfNoneMatch == Etag)
        {
            NotModified++;
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.Headers.ETag = Etag;
        return Results.Text(Document, "application/json");
    }
}
