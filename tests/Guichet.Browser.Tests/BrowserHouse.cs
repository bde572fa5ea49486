using Guichet.Server.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Guichet.Browser.Tests.BrowserHouse))]

namespace Guichet.Browser.Tests;

/// <summary>The demonstration as a newcomer starts it, on a real port, and a real Chromium to look at it.</summary>
public class BrowserHouse : SqliteHouse
{
    private readonly Windows windows = new();

    protected override string? WhyMissing => Windows.WhyMissing;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (WhyMissing is null)
        {
            await windows.StartAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await windows.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh window: its own cookies, language and width; with or without JavaScript.</summary>
    public Task<IPage> OpenAsync(
        string language = "en", bool javaScript = true, int width = 1280, ColorScheme scheme = ColorScheme.Light) =>
        windows.OpenAsync(Factory.ClientOptions.BaseAddress, language, javaScript, width, scheme);

    protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");

    protected override void Start(WebApplicationFactory<Program> started)
    {
        started.UseKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        started.StartServer();
    }
}
