using Guichet.Server.Payments;
using Guichet.Server.Payments.Gateways;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Tests.Payments;

public sealed class SettingPaymentsUp
{
    [Fact]
    public void With_Stripe_and_a_bank_account_is_right() => Assert.Empty(Mistakes(Right()));

    [Theory]
    [InlineData("sk_live_1", "", "", "WebhookSecret")]
    [InlineData("", "whsec_1", "", "SecretKey")]
    [InlineData("pk_live_1", "whsec_1", "", "SecretKey")]
    [InlineData("sk_live_1", "whsec_1", "https://api.example.com", "ApiBase")]
    [InlineData("sk_live_1", "whsec_1", "http://localhost:1", "ApiBase")]
    public void Says_what_is_wrong_and_never_a_secret(string key, string webhook, string apiBase, string names)
    {
        var options = Right();
        options.Stripe = new StripeOptions { SecretKey = key, WebhookSecret = webhook, ApiBase = apiBase };

        var mistake = Assert.Single(Mistakes(options));

        Assert.Contains($"Payments:Stripe:{names}", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("live_1", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_1", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Contoso", "", "", "needs an Iban")]
    [InlineData("", "FR7630006000011234567890189", "", "AccountHolder")]
    [InlineData("Contoso", "FR7630006000011234567890188", "", "check digits")]
    [InlineData("Contoso", "FR76", "", "check digits")]
    public void Says_what_of_the_bank_account_is_wrong(string holder, string iban, string account, string says)
    {
        var options = Right();
        options.BankTransfer = new BankAccountOptions { AccountHolder = holder, Iban = iban, Account = account };

        Assert.Contains(says, Assert.Single(Mistakes(options)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_unknown_gateway_does_not_start()
    {
        await using var house = new WrongHouse();

        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(async () => await house.InitializeAsync());

        Assert.Contains("Payments:Gateway is 'paypal'", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(299_400, "USD", 299_400L)]
    [InlineData(5_000, "JPY", 5_000L)]
    [InlineData(5_000, "ISK", 500_000L)]
    [InlineData(5_000, "UGX", 500_000L)]
    [InlineData(500_000, "MGA", 5_000L)]
    [InlineData(500_010, "MGA", null)]
    [InlineData(5_120, "KWD", 5_120L)]
    [InlineData(5_124, "KWD", null)]
    public void Counts_amounts_as_Stripe_does_and_back(long amount, string currency, long? there)
    {
        var money = new Money(amount, currency);

        var counted = StripeAmount.Of(money);

        Assert.Equal(there, counted.Succeeded(out var found, out _) ? found : null);
        if (there is { } sent)
        {
            Assert.Equal(money, StripeAmount.Read(sent, currency.ToLowerInvariant()));
        }
    }

    [Theory]
    [InlineData("2994", "USD", 299_400L)]
    [InlineData("2994.00", "USD", 299_400L)]
    [InlineData("2 994,00", "USD", 299_400L)]
    [InlineData("2,994.5", "USD", 299_450L)]
    [InlineData("2.994,50", "USD", 299_450L)]
    [InlineData("2,994", "USD", 299_400L)]
    [InlineData("5,000", "JPY", 5_000L)]
    [InlineData("2.994", "KWD", 2_994L)]
    [InlineData("29.9945", "USD", null)]
    [InlineData("-1", "USD", null)]
    [InlineData("", "USD", null)]
    [InlineData("abc", "USD", null)]
    public void Reads_an_amount_as_people_write_it(string typed, string currency, long? amount) =>
        Assert.Equal(amount, TypedAmount.Read(typed, currency));

    private static PaymentOptions Right() => new()
    {
        Gateway = "stripe",
        Stripe = new StripeOptions { SecretKey = "rk_live_1", WebhookSecret = "whsec_1" },
        BankTransfer = new BankAccountOptions { AccountHolder = "Contoso", Iban = "FR76 3000 6000 0112 3456 7890 189" },
    };

    private static IEnumerable<string> Mistakes(PaymentOptions options) =>
        new PaymentOptionsCheck().Validate(null, options).Failures ?? [];

    private sealed class WrongHouse : House
    {
        protected override (string Provider, string Connection) Database => ("sqlite", ":memory:");

        protected override void Configure(IWebHostBuilder host) => host.UseSetting("Payments:Gateway", "paypal");
    }
}
