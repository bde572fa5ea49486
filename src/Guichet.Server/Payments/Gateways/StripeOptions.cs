using System.Net;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Payments.Gateways;

/// <summary>Section <c>Payments</c> of the configuration.</summary>
internal sealed class PaymentOptions
{
    /// <summary><c>stripe</c>, <c>demonstration</c> (which takes no money), or empty for none: nothing is then sold by
    /// card, and the pages say so. Under <c>--demo</c> it is <c>demonstration</c>.</summary>
    public string Gateway { get; set; } = "";

    /// <summary>The account at Stripe.</summary>
    public StripeOptions Stripe { get; set; } = new();

    /// <summary>The account at the bank.</summary>
    public BankAccountOptions BankTransfer { get; set; } = new();
}

/// <summary>Section <c>Payments:Stripe</c>.</summary>
internal sealed class StripeOptions
{
    /// <summary>Begins with <c>sk_</c>, or <c>rk_</c> for a restricted key.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Of the endpoint <c>/webhooks/stripe</c>; begins with <c>whsec_</c>.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>A stand-in on this machine, for tests; empty: Stripe.</summary>
    public string ApiBase { get; set; } = "";

    /// <summary>Where buyers pay, where Stripe's pages have an address of one's own.</summary>
    public string CheckoutOrigin { get; set; } = "https://checkout.stripe.com";
}

/// <summary>Section <c>Payments:BankTransfer</c>: the account to which buyers transfer.</summary>
internal sealed class BankAccountOptions
{
    /// <summary>Empty: transfers are not offered.</summary>
    public string AccountHolder { get; set; } = "";

    /// <summary>International account number.</summary>
    public string Iban { get; set; } = "";

    /// <summary>The bank's code.</summary>
    public string Bic { get; set; } = "";

    /// <summary>Number and routing where there is no IBAN, in one line.</summary>
    public string Account { get; set; } = "";

    /// <summary>As buyers read it; may be empty.</summary>
    public string BankName { get; set; } = "";

    public bool IsOffered => AccountHolder.Length > 0;
}

/// <summary>One sentence for each mistake; no value of a secret is ever in one.</summary>
internal sealed class PaymentOptionsCheck : IValidateOptions<PaymentOptions>
{
    private static readonly string[] SecretKeys = ["sk_test_", "sk_live_", "rk_test_", "rk_live_"];

    public ValidateOptionsResult Validate(string? name, PaymentOptions options)
    {
        string[] mistakes = [.. Mistakes(options)];
        return mistakes.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    /// <summary>Whether the two check digits of an IBAN are right (ISO 7064, modulo 97).</summary>
    public static bool IsIban(string iban)
    {
        var plain = iban.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (plain.Length is < 15 or > 34 || !plain.All(char.IsAsciiLetterOrDigit)
            || !plain[..2].All(char.IsAsciiLetter) || !plain[2..4].All(char.IsAsciiDigit))
        {
            return false;
        }

        var rest = 0;
        foreach (var sign in plain[4..] + plain[..4])
        {
            rest = char.IsAsciiDigit(sign)
                ? ((rest * 10) + (sign - '0')) % 97
                : ((rest * 100) + (sign - 'A' + 10)) % 97;
        }

        return rest == 1;
    }

    private static IEnumerable<string> Mistakes(PaymentOptions options)
    {
        if (options.Gateway is not ("" or "demonstration" or "stripe"))
        {
            yield return $"Payments:Gateway is '{options.Gateway}'; it is stripe, demonstration, or empty for none.";
        }

        if (options.Gateway == "stripe")
        {
            foreach (var mistake in Mistakes(options.Stripe))
            {
                yield return mistake;
            }
        }

        var account = options.BankTransfer;
        if (!account.IsOffered && (account.Iban + account.Account).Length > 0)
        {
            yield return "Payments:BankTransfer:AccountHolder is missing: buyers are told to whom they transfer.";
        }

        if (account.IsOffered && (account.Iban + account.Account).Length == 0)
        {
            yield return "Payments:BankTransfer needs an Iban, or an Account where there is none.";
        }

        if (account.Iban.Length > 0 && !IsIban(account.Iban))
        {
            yield return "Payments:BankTransfer:Iban is not an IBAN: its check digits are wrong.";
        }
    }

    private static IEnumerable<string> Mistakes(StripeOptions options)
    {
        if (!SecretKeys.Any(start => options.SecretKey.StartsWith(start, StringComparison.Ordinal)))
        {
            yield return "Payments:Stripe:SecretKey is a secret or restricted key of Stripe: it begins with sk_test_, "
                + "sk_live_, rk_test_ or rk_live_.";
        }

        if (!options.WebhookSecret.StartsWith("whsec_", StringComparison.Ordinal))
        {
            yield return "Payments:Stripe:WebhookSecret is the signing secret of the endpoint /webhooks/stripe: it "
                + "begins with whsec_.";
        }

        if (options.ApiBase.Length > 0
            && !(Uri.TryCreate(options.ApiBase, UriKind.Absolute, out var address)
                && IPAddress.TryParse(address.Host, out var host) && IPAddress.IsLoopback(host)))
        {
            yield return "Payments:Stripe:ApiBase is for tests alone, and leads to this machine: http://127.0.0.1:…";
        }

        if (!Uri.TryCreate(options.CheckoutOrigin, UriKind.Absolute, out var origin)
            || origin.GetLeftPart(UriPartial.Authority) != options.CheckoutOrigin)
        {
            yield return "Payments:Stripe:CheckoutOrigin is scheme and host, as in https://checkout.stripe.com.";
        }
    }
}
