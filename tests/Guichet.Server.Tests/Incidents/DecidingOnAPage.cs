using System.Net;
using Guichet.Client.Incidents;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>The page of a decision about what was closed unresolved.</summary>
public sealed class DecidingOnAPage(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Trait("Rule", "R25")]
    [InlineData("en", "Say why, in 5 to 2,000 characters.")]
    [InlineData("fr", "Dites pourquoi, en 5 à 2 000 caractères.")]
    public async Task Names_a_reason_that_says_nothing_keeps_it_and_decides_nothing(string language, string sentence)
    {
        var story = await BeginAsync(house);
        var closed = await story.CloseAsync(story.Agent, ClosingReason.Unresolved);
        using var manager = new Visit(house);
        (await manager.SignInAsync("manager@example.test", DemonstrationPeople.Password)).Dispose();
        (await manager.GetAsync($"/language/{language}")).Dispose();

        using var answer = await manager.PostAsync(
            $"/desk/billing-decisions/{story.Incident}",
            "decision",
            ("Model.Version", $"{closed.Version}"),
            ("Model.Charge", "no"),
            ("Model.Reason", "Meh."),
            ("Model.Sure", "true"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)).Replace('\u00a0', ' ');
        Assert.Contains(sentence, page.Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.Contains("Meh.</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(LedgerEntryKind.Reserved, (await story.LedgerAsync())[^1]);
    }
}
