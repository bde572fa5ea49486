using Guichet.Server.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Guichet.Browser.Tests.BrowserHouse))]

namespace Guichet.Browser.Tests;

/// <summary>The demonstration as a newcomer starts it, on a real port, and a real Chromium to look at it.</summary>
public sealed class BrowserHouse : SqliteHouse
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? playwright;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address => Factory.ClientOptions.BaseAddress;

    protected override string? WhyMissing => File.Exists(Chromium) ? null : $"Chromium is missing: no {Chromium}.";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (WhyMissing is null)
        {
            playwright = await Playwright.CreateAsync();
            Browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Chromium,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                ],
            });
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh window: its own cookies, language and width; with or without JavaScript.</summary>
    public async Task<IPage> OpenAsync(
        string language = "en", bool javaScript = true, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var window = await Browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            Locale = language == "fr" ? "fr-FR" : "en-GB",
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
        });
        var page = await window.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        return page;
    }

    protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");

    protected override void Start(WebApplicationFactory<Program> started)
    {
        started.UseKestrel(0);
        started.StartServer();
    }
}
