using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>A real Chromium, and its windows.</summary>
internal sealed class Windows : IAsyncDisposable
{
    /// <summary>Milliseconds, for what one waits for and for what one expects alike: the first look at a page on two
    /// busy cores.</summary>
    private const int Patience = 15_000;

    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Why there is none on this machine; null where there is.</summary>
    public static string? WhyMissing => File.Exists(Chromium) ? null : $"Chromium is missing: no {Chromium}.";

    public async Task StartAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A fresh window on that address: its own cookies, language and width; with or without
    /// JavaScript.</summary>
    public async Task<IPage> OpenAsync(
        Uri address, string language, bool javaScript, int width, ColorScheme scheme)
    {
        var window = await browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = language == "fr" ? "fr-FR" : "en-GB",
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
        });
        var page = await window.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return page;
    }
}
