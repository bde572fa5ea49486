using System.Globalization;
using System.Text.RegularExpressions;

namespace Guichet.Server.Tests.Payments;

/// <summary>A checkout at the stand-in. It has no payment before the buyer has tried to pay.</summary>
internal sealed class StandInSession
{
    public required string Id { get; init; }

    public string? Order { get; init; }

    public long Amount { get; set; }

    public required string Currency { get; set; }

    public long Created { get; init; }

    public long ExpiresAt { get; set; }

    public required string Url { get; init; }

    public string SuccessUrl { get; init; } = "";

    public IReadOnlyList<(string Name, long Amount)> Lines { get; init; } = [];

    public string? Intent { get; set; }

    public bool Completed { get; set; }

    public bool Paid { get; set; }

    public string? LastError { get; set; }

    public string Status(long now) => Completed ? "complete" : now >= ExpiresAt ? "expired" : "open";

    public object ToJson(long now, bool expanded) => new
    {
        id = Id,
        @object = "checkout.session",
        status = Status(now),
        payment_status = Paid ? "paid" : "unpaid",
        mode = "payment",
        client_reference_id = Order,
        amount_total = Amount,
        currency = Currency,
        created = Created,
        expires_at = ExpiresAt,
        livemode = false,
        url = Status(now) == "open" ? Url : null,
        payment_intent = Intent is null ? null : expanded ? IntentToJson() : Intent,
    };

    public object IntentToJson() => new
    {
        id = Intent,
        @object = "payment_intent",
        amount = Amount,
        currency = Currency,
        created = Created,
        status = Paid ? "succeeded" : Completed && LastError is null ? "processing" : "requires_payment_method",
        last_payment_error = LastError is null ? null : new { code = LastError, type = "card_error" },
    };
}

internal sealed record StandInRefund(
    string Id, string Intent, long Amount, string Currency, Dictionary<string, string> Metadata, string Status)
{
    public object ToJson() => new
    {
        id = Id,
        @object = "refund",
        amount = Amount,
        currency = Currency,
        created = 1,
        payment_intent = Intent,
        metadata = Metadata,
        status = Status,
        failure_reason = Status == "failed" ? "expired_or_canceled_card" : null,
    };
}

/// <summary>The parameters of a call, of which each must be known.</summary>
internal sealed partial class StripeForm
{
    private static readonly Dictionary<string, string> Known = new()
    {
        ["session"] = """
            ^(mode|client_reference_id|locale|success_url|cancel_url|expires_at|adaptive_pricing\[enabled\]
            |metadata\[\w+\]|payment_intent_data\[(description|metadata\]\[\w+)\]
            |line_items\[\d\]\[(quantity|price_data\]\[(currency|unit_amount|product_data\]\[name))\])$
            """,
        ["refund"] = @"^(payment_intent|amount|reason|metadata\[\w+\])$",
        ["evidence"] = """
            ^(submit|evidence\[(customer_name|customer_email_address|product_description|service_date
            |access_activity_log|uncategorized_text)\])$
            """,
    };

    private readonly Dictionary<string, string> fields = [];

    public StripeForm(string encoded)
    {
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            fields.Add(Decode(parts[0]), Decode(parts[1]));
        }
    }

    public string? this[string name] => fields.GetValueOrDefault(name);

    public IReadOnlyList<(string Name, long Amount)> Lines =>
    [
        .. Enumerable.Range(0, 10)
            .Where(line => fields.ContainsKey($"line_items[{line}][quantity]"))
            .Select(line => (
                fields[$"line_items[{line}][price_data][product_data][name]"],
                Number($"line_items[{line}][price_data][unit_amount]") * Number($"line_items[{line}][quantity]"))),
    ];

    public long Total => Lines.Sum(line => line.Amount);

    public Dictionary<string, string> Metadata => fields
        .Where(pair => pair.Key.StartsWith("metadata[", StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key["metadata[".Length..^1], pair => pair.Value);

    /// <summary>What Stripe would find wrong with a new checkout; null for nothing.</summary>
    public (string Code, string Message)? WhyNotSession(long now)
    {
        if (Unknown("session") is { } unknown)
        {
            return ("parameter_unknown", $"Received unknown parameter: {unknown}");
        }

        foreach (var name in new[] { "mode", "success_url", "line_items[0][quantity]" })
        {
            if (string.IsNullOrEmpty(this[name]))
            {
                return ("parameter_missing", $"Missing required param: {name}");
            }
        }

        if (this["mode"] != "payment" || this["locale"] is not ("en" or "fr" or "auto" or null)
            || !Uri.IsWellFormedUriString(this["success_url"], UriKind.Absolute)
            || !Uri.IsWellFormedUriString(this["cancel_url"], UriKind.Absolute))
        {
            return ("parameter_invalid", "Invalid mode, locale or address");
        }

        if (fields.Where(pair => pair.Key.EndsWith("[currency]", StringComparison.Ordinal))
            .Any(pair => !Currency().IsMatch(pair.Value)))
        {
            return ("parameter_invalid", "Invalid currency");
        }

        // Half an hour to a day, and 50 cents at least.
        return Number("expires_at") - now is < 1800 or > 86400
            ? ("parameter_invalid", "The `expires_at` timestamp must be 30 minutes to 24 hours away.")
            : Total < 50
                ? ("amount_too_small", "The Checkout Session's total amount due must add up to at least $0.50")
                : null;
    }

    public Dictionary<string, string> Evidence => fields
        .Where(pair => pair.Key.StartsWith("evidence[", StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key["evidence[".Length..^1], pair => pair.Value);

    /// <summary>The same for the evidence of a dispute.</summary>
    public (string Code, string Message)? WhyNotEvidence() =>
        Unknown("evidence") is { } unknown
            ? ("parameter_unknown", $"Received unknown parameter: {unknown}")
            : Evidence.Values.Any(text => text.Length is 0 or > 20_000)
                ? ("parameter_invalid_string_blank", "Evidence is between 1 and 20,000 characters.")
                : null;

    /// <summary>The same for a refund.</summary>
    public (string Code, string Message)? WhyNotRefund() =>
        Unknown("refund") is { } unknown
            ? ("parameter_unknown", $"Received unknown parameter: {unknown}")
            : this["payment_intent"] is null
                ? ("parameter_missing", "One of the following params should be provided: charge or payment_intent.")
                : this["amount"] is { } amount && !Digits().IsMatch(amount)
                    ? ("parameter_invalid_integer", "Invalid positive integer")
                    : this["reason"] is not (null or "duplicate" or "fraudulent" or "requested_by_customer")
                        ? ("parameter_invalid", "Invalid reason")
                        : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private string? Unknown(string what) => fields.Keys.FirstOrDefault(
        name => !Regex.IsMatch(name, Known[what], RegexOptions.IgnorePatternWhitespace));

    private long Number(string name) =>
        long.TryParse(this[name], CultureInfo.InvariantCulture, out var number) ? number : -1;

    [GeneratedRegex("^[a-z]{3}$")]
    private static partial Regex Currency();

    [GeneratedRegex("^[1-9][0-9]*$")]
    private static partial Regex Digits();
}
