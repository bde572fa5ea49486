using System.Globalization;

namespace Guichet.Server.Payments;

/// <summary>An amount of money as somebody types it.</summary>
internal static class TypedAmount
{
    /// <summary>Minor units of the currency; null for what is no amount, or has more decimals than the currency. Spaces
    /// do not count; the last point or comma, with one to three digits after it, parts the decimals where the currency
    /// has as many, and any other groups the digits.</summary>
    public static long? Read(string? typed, string currency)
    {
        var text = string.Concat((typed ?? "").Where(sign => !char.IsWhiteSpace(sign)));
        var digits = Currency.DecimalDigits(currency) ?? 0;
        var point = text.LastIndexOfAny(['.', ',']);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        if (point < 0 || decimals > digits)
        {
            // Only a group of thousands stands after such a point.
            return point < 0 || decimals == 3 ? Whole(Plain(text), digits) : null;
        }

        return Whole(Plain(text[..point]) + text[(point + 1)..].PadRight(digits, '0'), 0);
    }

    private static string Plain(string text) =>
        text.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);

    private static long? Whole(string text, int zeros) =>
        text.Length > 0 && long.TryParse(
            text + new string('0', zeros), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : null;

    /// <summary>As a form shows it first: <c>2994.00</c>.</summary>
    public static string Write(long amount, string currency) => new Money(amount, currency).Plain;
}
