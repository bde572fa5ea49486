using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>Pictures of every page for people to look at: what can be reached by following links as each of the
/// demonstration's people, at three widths, in both languages and both color schemes. They are taken only when asked
/// for, since nobody can fail them but a person:
/// <code>GUICHET_SCREENSHOTS=FOLDER dotnet run --project tests/Guichet.Browser.Tests -- --explicit only</code>
/// A page that nobody came to is one that nobody looks at: they fail then, and name it.</summary>
public sealed partial class TakingScreenshots(FurnishedHouse house) : IClassFixture<FurnishedHouse>
{
    /// <summary>Beyond it, something on the pages leads on for ever.</summary>
    private const int MostPages = 150;

    /// <summary>Pixels; below them, a long page goes on as it began. To draw all of it takes half a minute.</summary>
    private const int Tallest = 4_000;

    private const string Eve = "/desk/calendars/business-hours?month=2026-12&day=2026-12-24";

    private static readonly int[] Widths = [360, 1024, 1920];

    /// <summary>Each person, and where they begin; those with most pages first.</summary>
    private static readonly (string Name, string? Email, string[] Start)[] People =
    [
        ("manager", "manager@example.test", ["/desk/queue"]),
        (
            "administrator", "admin@example.test",
            ["/desk/people", "/desk/policy/promises", "/desk/policy/draft/changes"]),
        ("agent", "agent@example.test", ["/desk/queue", "/desk/search?q=cluster"]),
        ("clerk", "clerk@example.test", ["/desk/orders"]),
        ("customer", "sam@example.test", ["/", "/request", "/search?q=cluster"]),
        ("partner", "dana@fabrikam.test", ["/"]),
        ("guest", "camille@example.test", ["/"]),
        ("visitor", null, ["/", "/not-found", "/account/register"]),
    ];

    /// <summary>Pages that only a link in a mail opens, which works for one person once, those that say no, and one
    /// that leads on at once.</summary>
    private static readonly string[] LeftOut =
    [
        "/account/confirm-email", "/account/first-administrator", "/account/invitation/{Code}",
        "/account/reset-password", "/error", "/following/stop/{Key:guid}", "/forbidden", "/mail/stop/{Link}",
        "/packs/recovery/objection/{Key:guid}", "/pay/return/{id:guid}", "/request",
    ];

    /// <summary>What somebody does before the picture, where the page is not reached by its address.</summary>
    private static readonly (string Name, string Person, string Address, Func<IPage, Task> Do)[] Scenes =
    [
        ("calendar-confirm", "administrator", Eve, async page =>
        {
            await page.Locator("[name='Holiday.NameEnglish']").FillAsync("Christmas Eve");
            await page.Locator("[name='Holiday.NameFrench']").FillAsync("Veille de Noël");
            await page.Locator("button[name='Holiday.Act'][value=save]").ClickAsync();
        }),
        ("calendar-mistake", "administrator", Eve, async page =>
        {
            await page.Locator("[name='Holiday.Closed']").FillAsync("after lunch");
            await page.Locator("button[name='Holiday.Act'][value=save]").ClickAsync();
        }),
        ("buy-mistake", "customer", "/plans/pack-5/buy", page =>
            page.Locator("main form button[type=submit]").First.ClickAsync()),
        ("sign-in-mistake", "visitor", "/account/sign-in", page =>
            page.Locator("main form button[type=submit]").First.ClickAsync()),
    ];

    private static string Folder => Environment.GetEnvironmentVariable("GUICHET_SCREENSHOTS")
        ?? Path.Combine(Path.GetTempPath(), "guichet-screenshots");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Of_every_page_as_everybody_sees_it()
    {
        var further = await new Furnishing(house).ArrangeAsync();
        further = [.. further, .. (await DraftAsync()).Select(address => ("customer", address))];
        var known = further.ToLookup(one => one.Person, one => one.Address);
        var found = new ConcurrentDictionary<string, IReadOnlyDictionary<string, string>>();
        await AtOnceAsync(People, async person =>
            found[person.Name] = await FindPagesAsync(person.Email, [.. known[person.Name], .. person.Start]));
        Assert.All(found.Values, pages => Assert.InRange(pages.Count, 1, MostPages - 1));
        var seen = found.Values.SelectMany(pages => pages.Values).ToList();
        var missed = Pages().Except(LeftOut).Where(page => !seen.Exists(address => IsAt(address, page))).ToList();
        Assert.True(missed.Count == 0, $"Nobody came to {string.Join(", ", missed)}");

        await AtOnceAsync(
            from person in People
            from language in (string[])["en", "fr"]
            select (person, language),
            one => TakeAsync(one.person.Name, one.person.Email, one.language, found[one.person.Name]));
    }

    /// <summary>Two at a time: more would wait for the same processors.</summary>
    private static Task AtOnceAsync<T>(IEnumerable<T> all, Func<T, Task> act) => Parallel.ForEachAsync(
        all,
        new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Cancel },
        async (one, _) => await act(one));

    /// <summary>The addresses of all pages.</summary>
    private IEnumerable<string> Pages() =>
        from endpoint in house.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        select "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static bool IsAt(string address, string page) => Regex.IsMatch(
        address.Split('?')[0], $"^{Parameter().Replace(page, "[^/]+")}$", RegexOptions.IgnoreCase);

    /// <summary>A request as far as its last step: each step can be opened again from then on.</summary>
    private async Task<string[]> DraftAsync()
    {
        var page = await SignedInAsync("sam@example.test", "en");
        await page.GotoAsync("/request?release=windows-server/2019");
        await ContinueAsync(page, "plan");
        await page.Locator("main input[type=radio]").First.CheckAsync();
        await ContinueAsync(page, "problem");
        await page.Locator("[name='Model.Title']").FillAsync("The scheduled tasks start an hour late");
        await page.Locator("[name='Model.Description']").FillAsync("Since the clocks went back, **every** task does.");
        await page.Locator("[name='Model.Severity']").Nth(1).CheckAsync();
        await page.Locator("[name='Model.Hours']").First.CheckAsync();
        await ContinueAsync(page, "review");
        var review = new Uri(page.Url).AbsolutePath;
        await page.Context.CloseAsync();
        return [.. new[] { "product", "plan", "problem", "review" }
            .Select(step => review.Replace("review", step, StringComparison.Ordinal))];
    }

    private static async Task ContinueAsync(IPage page, string step)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"**/{step}");
    }

    /// <summary>Follows the links; of pages that differ in an id or a number only, one is enough.</summary>
    private async Task<IReadOnlyDictionary<string, string>> FindPagesAsync(string? email, string[] start)
    {
        var page = await SignedInAsync(email, "en");
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>(start);
        while (next.TryDequeue(out var address) && found.Count < MostPages)
        {
            // Where one begins, there is something to see: each of them is taken.
            var kind = start.Contains(address) && found.ContainsKey(KindOf(address))
                ? $"{KindOf(address)}-{found.Count}"
                : KindOf(address);
            if (NotAPage().IsMatch(address) || found.ContainsValue(address) || !found.TryAdd(kind, address))
            {
                continue;
            }

            var answer = await page.GotoAsync(address);
            if (answer is not { Status: 200 } && !address.EndsWith("/not-found", StringComparison.Ordinal))
            {
                found.Remove(kind);
                continue;
            }

            if (!page.Url.EndsWith(address, StringComparison.Ordinal))
            {
                // It led somewhere else, which is then the page.
                found.Remove(kind);
                next.Enqueue(new Uri(page.Url).PathAndQuery);
                continue;
            }

            var links = await page.EvaluateAsync<string[]>(
                "[...document.links].filter(a => a.origin === location.origin && !a.hasAttribute('download'))"
                + ".map(a => a.pathname + a.search)");
            Array.ForEach(links, next.Enqueue);
        }

        await page.Context.CloseAsync();
        return found;
    }

    private async Task TakeAsync(
        string person, string? email, string language, IReadOnlyDictionary<string, string> pages)
    {
        var folder = Path.Combine(Folder, person);
        Directory.CreateDirectory(folder);
        var page = await SignedInAsync(email, language);
        foreach (var (kind, address) in pages)
        {
            await page.GotoAsync(address);
            Assert.True(await page.EvaluateAsync<bool>("document.styleSheets[0]?.cssRules.length > 0"), "No style");
            await TakeAsync(page, Path.Combine(folder, $"{FileOf(kind)}-{language}"));
            if (Printed().IsMatch(address))
            {
                await PrintAsync(page, Path.Combine(folder, $"{FileOf(kind)}-{language}-print.png"));
            }
        }

        foreach (var scene in Scenes.Where(one => one.Person == person))
        {
            await page.GotoAsync(scene.Address);
            await scene.Do(page);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await TakeAsync(page, Path.Combine(folder, $"{scene.Name}-{language}"));
        }

        await page.Context.CloseAsync();
    }

    /// <summary>The page as it stands at every width and in both color schemes: it is fetched once.</summary>
    private static async Task TakeAsync(IPage page, string file)
    {
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                await ShootAsync(page, $"{file}-{scheme.ToString().ToLowerInvariant()}-{width}.png");
            }
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1280, 900);
    }

    /// <summary>As on paper: A4, without its margins.</summary>
    private static async Task PrintAsync(IPage page, string file)
    {
        await page.SetViewportSizeAsync(718, 1000);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await ShootAsync(page, file);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.SetViewportSizeAsync(1280, 900);
    }

    private static async Task ShootAsync(IPage page, string file)
    {
        var isLong = await page.EvaluateAsync<int>("document.documentElement.scrollHeight") > Tallest;
        if (isLong)
        {
            await page.SetViewportSizeAsync(page.ViewportSize!.Width, Tallest);
        }

        await page.ScreenshotAsync(new() { FullPage = !isLong, Timeout = 120_000, Path = file });
    }

    private async Task<IPage> SignedInAsync(string? email, string language)
    {
        var page = await house.OpenAsync(language);
        if (email is not null)
        {
            await page.GotoAsync("/account/sign-in");
            await page.Locator("main [name$='Email']").FillAsync(email);
            await page.Locator("main [name$='Password']").FillAsync("demonstration");
            await page.Locator("main form button[type=submit]").First.ClickAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.GotoAsync($"/language/{language}");
        }

        return page;
    }

    private static string KindOf(string address) => Names().Replace(Numbers().Replace(address, "N"), "X");

    private static string FileOf(string kind) => kind == "/" ? "home" : NotForFiles().Replace(kind.Trim('/'), "-");

    /// <summary>Acts, downloads, other languages, later pages of a list, and documents for programs.</summary>
    [GeneratedRegex(
        @"^/(language|api|openapi|health|scalar)|sign-out|\.(csv|ics|pdf|json|xml|svg)"
        + @"|[?&](cursor|after|before|returnUrl|whose)=")]
    private static partial Regex NotAPage();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|(?<==)\d{4}-\d\d(-\d\d)?(?=$|&)|(?<=[/=])\d+(?=$|[/&])")]
    private static partial Regex Numbers();

    /// <summary>One product, one release, one plan, one view stand for the others; a link of a mail is long.</summary>
    [GeneratedRegex(
        @"(?<=^/products/)(?!following)[^/?]+|(?<=^/products/[^/?]+/)[^?]+"
        + @"|(?<=^/plans/)[^/?]+|(?<=^/(answer|satisfaction|guest/invitation)/).+"
        + @"|(?<=[?&](release|product|plan|severity|team|view)=)[^&]+")]
    private static partial Regex Names();

    /// <summary>What people put into a file or hand to somebody.</summary>
    [GeneratedRegex("^/(incidents|desk/incidents|packs|desk/packs|orders|desk/recoveries)/[^/?]+(/statement)?$")]
    private static partial Regex Printed();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotForFiles();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
