using System.Net;
using System.Text.RegularExpressions;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Mail;
using Guichet.Server.Recovery;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Mail;
using Guichet.Server.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Packs;

/// <summary>Somebody who asks for packs only to learn which numbers exist: at every stage they read the same of both
/// kinds.</summary>
[Trait("Rule", "R22")]
public abstract class LookingForANumber : IAsyncLifetime
{
    private const string Invented = "AAAA-BBBB-CCCC";
    private Somebody asker = null!;
    private Somebody agent = null!;
    private string real = "";
    private Guid[] asked = [];

    private protected House House { get; init; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await House.InitializeAsync();
        _ = House.Factory;
        asker = await House.WelcomesAsync();
        agent = await House.WelcomesAsync(Role.Agent);
        var owner = await House.WelcomesAsync();
        var order = await owner.Client.PlaceOrderAsync(BuyingAPack.Pack5(), Cancel);
        await owner.Client.PayForDemonstrationAsync(order.Id, Cancel);
        real = order.ConfirmationNumber;
    }

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Reads_the_same_of_both_kinds_at_each_stage()
    {
        using var browser = new Visit(House);
        await browser.ArriveAsync();
        asked = [await AskAsync(browser, real), await AskAsync(browser, Invented)];
        await ReadsTheSameAsync(browser);
        await House.DeliverAsync();
        await ReadsTheSameAsync(browser);
        House.Clock.AdvanceDays(6);
        Assert.Equal(["recovery.waits", "recovery.waits"], await RefuseAsync());
        await ObjectAsync();
        await ReadsTheSameAsync(browser);
        House.Clock.AdvanceDays(2);
        await ReadsTheSameAsync(browser);

        Assert.Equal(["", ""], await RefuseAsync());

        await ReadsTheSameAsync(browser);
        Assert.All(
            await asker.Client.ListOwnRecoveriesAsync(Cancel),
            one => Assert.DoesNotContain("register", one.Reason!, StringComparison.Ordinal));
        var mails = await MailsAsync();
        Assert.Equal(2, mails.Count);
        Assert.Equal(mails[0], mails[1]);
        Assert.DoesNotContain("register", mails[0], StringComparison.Ordinal);
    }

    /// <summary>By the API, and on the page.</summary>
    private async Task<Guid> AskAsync(Visit browser, string number)
    {
        using var sent = await browser.PostAsync(
            "/packs/recover",
            "recover",
            ("Model.Id", Guid.CreateVersion7().ToString()),
            ("Model.ConfirmationNumber", number),
            ("Model.Words", ""));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        return (await asker.Client.AskForPackAsync(
            new NewRecovery { Id = Guid.CreateVersion7(), ConfirmationNumber = number }, Cancel)).Id;
    }

    private async Task ReadsTheSameAsync(Visit browser)
    {
        var own = (await asker.Client.ListOwnRecoveriesAsync(Cancel)).ToDictionary(one => one.Id);
        Assert.Equal(own[asked[0]] with { Id = asked[1], ConfirmationNumber = Invented }, own[asked[1]]);
        var page = await browser.ReadAsync("/packs/recover");
        var rows = Regex.Matches(page, "<tr>(?:(?!</tr>).)*<th scope=\"row\">.*?</tr>", RegexOptions.Singleline)
            .Select(row => row.Value.Replace(real, Invented, StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, rows.Length);
        Assert.Equal(rows[0], rows[1]);
    }

    /// <summary>All four; what was answered to those by the API.</summary>
    private async Task<List<string>> RefuseAsync()
    {
        var codes = new Dictionary<Guid, string>();
        foreach (var one in (await agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items)
        {
            var words = one.Pack is null ? "Not in the register" : "The owner is in the register";
            var refused = await Record.ExceptionAsync(() => agent.Client.RefuseRecoveryAsync(
                one.Recovery.Id, new RecoveryDecision { Reason = words }, Cancel));
            codes[one.Recovery.Id] = (refused as GuichetException)?.Code ?? "";
        }

        return [.. asked.Select(id => codes[id])];
    }

    private Task<Result<bool>> ObjectAsync() => House.Work.RunAsync<bool>(
        async database => (await database.Set<PackRecovery>().SingleAsync(one => one.Id == asked[0], Cancel))
            .Object("It is mine", House.Clock.GetCurrentInstant()),
        Cancel);

    private async Task<List<string>> MailsAsync()
    {
        var mails = new List<string>();
        foreach (var message in (await House.ReadOutboxAsync()).Where(one => one.Kind == DecideRecovery.Decided))
        {
            var mail = await House.Services.GetRequiredService<MailComposition>().CloseAsync(message, Cancel);
            if (asked.Contains(Told.Of(message).Id("recovery")))
            {
                mails.Add($"{mail!.Subject}\n{mail.To}\n{mail.TextBody}".Replace(
                    real, Invented, StringComparison.Ordinal));
            }
        }

        return mails;
    }
}

public sealed class LookingForANumberOnSqlite : LookingForANumber
{
    public LookingForANumberOnSqlite() => House = new QuietSqliteHouse();
}

public sealed class LookingForANumberOnPostgres : LookingForANumber
{
    public LookingForANumberOnPostgres() => House = new QuietPostgresHouse();
}
