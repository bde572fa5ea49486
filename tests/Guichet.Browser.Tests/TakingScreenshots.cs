using System.Text.RegularExpressions;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Orders;
using Microsoft.Playwright;

namespace Guichet.Browser.Tests;

/// <summary>Pictures of every page for people to look at: what can be reached by following links as each of the
/// demonstration's people, at three widths, in both languages and both color schemes. They are taken only when asked
/// for, since nobody can fail them but a person:
/// <code>GUICHET_SCREENSHOTS=FOLDER dotnet run --project tests/Guichet.Browser.Tests -- --explicit only</code>
/// </summary>
public sealed partial class TakingScreenshots(BrowserHouse house)
{
    /// <summary>Beyond it, something on the pages leads on for ever.</summary>
    private const int MostPages = 150;

    private static readonly int[] Widths = [360, 1024, 1920];

    /// <summary>Each person, and where they begin.</summary>
    private static readonly (string Name, string? Email, string[] Start)[] People =
    [
        ("visitor", null, ["/", "/not-found", "/account/register"]),
        ("customer", "sam@example.test", ["/", "/request"]),
        ("partner", "dana@fabrikam.test", ["/"]),
        ("agent", "agent@example.test", ["/desk/queue"]),
        ("manager", "manager@example.test", ["/desk/queue"]),
        ("clerk", "clerk@example.test", ["/desk/orders"]),
        ("administrator", "admin@example.test", ["/desk/people"]),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Of_every_page_as_everybody_sees_it()
    {
        var folder = Environment.GetEnvironmentVariable("GUICHET_SCREENSHOTS")
            ?? Path.Combine(Path.GetTempPath(), "guichet-screenshots");
        await FurnishAsync();
        foreach (var (name, email, start) in People)
        {
            var pages = await FindPagesAsync(email, start);
            Assert.NotEmpty(pages);
            foreach (var language in (string[])["en", "fr"])
            {
                foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
                {
                    await TakeAsync(Path.Combine(folder, name), email, language, scheme, pages);
                }
            }
        }
    }

    /// <summary>Follows the links; of pages that differ in an id or a number only, one is enough.</summary>
    private async Task<IReadOnlyDictionary<string, string>> FindPagesAsync(string? email, string[] start)
    {
        var page = await SignedInAsync(email, "en", ColorScheme.Light);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var next = new Queue<string>(start);
        while (next.TryDequeue(out var address) && found.Count < MostPages)
        {
            if (NotAPage().IsMatch(address) || !found.TryAdd(KindOf(address), address))
            {
                continue;
            }

            var answer = await page.GotoAsync(address);
            if (answer is not { Status: 200 } && !address.EndsWith("/not-found", StringComparison.Ordinal))
            {
                found.Remove(KindOf(address));
                continue;
            }

            if (!page.Url.EndsWith(address, StringComparison.Ordinal))
            {
                // It led somewhere else, which is then the page.
                found.Remove(KindOf(address));
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
        string folder,
        string? email,
        string language,
        ColorScheme scheme,
        IReadOnlyDictionary<string, string> pages)
    {
        Directory.CreateDirectory(folder);
        var page = await SignedInAsync(email, language, scheme);
        foreach (var (kind, address) in pages)
        {
            await page.GotoAsync(address);
            foreach (var width in Widths)
            {
                await page.SetViewportSizeAsync(width, 900);
                var file = $"{FileOf(kind)}-{language}-{scheme.ToString().ToLowerInvariant()}-{width}.png";
                await page.ScreenshotAsync(new()
                {
                    FullPage = true,
                    Timeout = 120_000,
                    Path = Path.Combine(folder, file),
                });
            }
        }

        await page.Context.CloseAsync();
    }

    /// <summary>Something to see on the pages: an order, and incidents in several states.</summary>
    private async Task FurnishAsync()
    {
        var sam = Person("sam");
        var agent = Person("agent");
        var order = await sam.PlaceOrderAsync(
            new NewOrder { Id = Guid.CreateVersion7(), Plan = "pack-5", PurchaseOrderNumber = "PO-2026-118" }, Cancel);
        await sam.PayForDemonstrationAsync(order.Id, Cancel);
        await sam.SubmitIncidentAsync(Request("Print server loses its queues", Severity.A), Cancel);
        var answered = await sam.SubmitIncidentAsync(Request("Cluster node does not come back", Severity.B), Cancel);
        var stated = await agent.ProposeStatementAsync(
            answered.Id,
            new NewStatement
            {
                Id = Guid.CreateVersion7(),
                Body = "The second node does not rejoin the cluster after the update of 10 November.",
                SolutionCriterion = "Both nodes are up after a restart.",
            },
            null,
            Cancel);
        await agent.RecordWorkAsync(answered.Id, Work(), Cancel);
        await agent.AddNoteAsync(answered.Id, Words("Looks like the storage driver."), Cancel);
        await sam.AcceptStatementAsync(
            answered.Id, new NewAcceptance { Id = Guid.CreateVersion7() }, stated.Version, Cancel);
        var unresolved = await sam.SubmitIncidentAsync(Request("Backup ends too early", Severity.C), Cancel);
        await agent.CloseIncidentAsync(
            unresolved.Id,
            new NewClosure
            {
                Id = Guid.CreateVersion7(),
                Reason = ClosingReason.Unresolved,
                Body = "No solution was found within reason.",
            },
            unresolved.Version,
            Cancel);
    }

    private async Task<IPage> SignedInAsync(string? email, string language, ColorScheme scheme)
    {
        var page = await house.OpenAsync(language, scheme: scheme);
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

    private GuichetClient Person(string name) => new(house.Factory.CreateClient(), $"gck_demo-{name}");

    private static NewWork Work() => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = WorkKind.RemoteSession,
        StartedAt = Guichet.Server.Tests.House.Today.ToDateTimeOffset(),
        Minutes = 35,
        Contact = "Sam Ortega",
        Body = """
            We looked at the cluster log together.

            ```
            0000121c.00002f10::2026/11/10-04:12:33.417 ERR   [RCM] Arbitrating 'Cluster Disk 1' returned error 2
            ```
            """,
    };

    private static NewMessage Words(string body) => new() { Id = Guid.CreateVersion7(), Body = body };

    private static NewIncident Request(string title, Severity severity) => new()
    {
        Id = Guid.CreateVersion7(),
        Release = "windows-server/2019",
        Plan = "pack-5",
        Severity = severity,
        Hours = severity == Severity.A ? HoursOfCoverage.AroundTheClock : HoursOfCoverage.BusinessHours,
        Title = title,
        Description = "Since Tuesday it stops after some minutes; restarting it helps for an hour.",
        Contacts =
        [
            new NewContact { Name = "Sam Rivers", Email = "sam@example.test", Phone = "+1 555 0100", AnyHour = true },
        ],
        NoGuaranteeAccepted = true,
    };

    private static string KindOf(string address) => Names().Replace(Numbers().Replace(address, "N"), "X");

    private static string FileOf(string kind) => kind == "/" ? "home" : NotForFiles().Replace(kind.Trim('/'), "-");

    /// <summary>Acts, downloads, other languages, later pages of a list, and documents for programs.</summary>
    [GeneratedRegex(
        @"^/(language|api|openapi|health|scalar)|sign-out|\.(csv|ics|pdf|json|xml|svg)"
        + @"|[?&](cursor|after|before|returnUrl|whose)=")]
    private static partial Regex NotAPage();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=[/=])\d+(?=$|[/&])")]
    private static partial Regex Numbers();

    /// <summary>One product, one release, one plan stand for the others.</summary>
    [GeneratedRegex(
        @"(?<=^/products/)(?!following)[^?]+|(?<=^/plans/)[^/?]+"
        + @"|(?<=[?&](release|product|plan|severity)=)[^&]+")]
    private static partial Regex Names();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotForFiles();
}
