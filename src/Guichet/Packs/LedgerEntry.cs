using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guichet.Accounts;

namespace Guichet.Packs;

/// <summary>What a ledger line records.</summary>
public enum LedgerEntryKind
{
    /// <summary>Credits come in: the payment is confirmed, or the pack activated.</summary>
    Purchased,

    /// <summary>One credit is put on hold for an incident.</summary>
    Reserved,

    /// <summary>The credit on hold is used up: the incident is charged.</summary>
    Consumed,

    /// <summary>The credit on hold comes back: the incident is not charged.</summary>
    Released,

    /// <summary>What was left lapses.</summary>
    Expired,

    /// <summary>The pack changes hands; no credit moves.</summary>
    Transferred,

    /// <summary>Credits put right by hand, with a reason.</summary>
    Adjusted,
}

/// <summary>One line of a pack's ledger. It is only ever appended; the totals after it are stored with it, and each
/// line carries the hash of the line before, so that a changed line shows (R23).</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Line">Counts up from 1 in the pack.</param>
/// <param name="Kind">What happened.</param>
/// <param name="BalanceChange">Change of what is owned: credits available and on hold together.</param>
/// <param name="ReservedChange">Change of what is on hold.</param>
/// <param name="BalanceAfter">The sum of all balance changes up to this line; never negative.</param>
/// <param name="ReservedAfter">The sum of all hold changes up to this line; from 0 to the balance.</param>
/// <param name="Incident">The incident it is about; null for a movement that is not about one.</param>
/// <param name="By">Who caused it; null for the clock.</param>
/// <param name="Reason">Why, as the statement shows it; a code for what happens by rule, or a person's words.</param>
/// <param name="At">When, to the microsecond.</param>
/// <param name="PreviousHash">Hash of the line before: 64 lower-case hexadecimal digits; zeros for the first.</param>
public sealed record LedgerEntry(
    IncidentPackId Pack,
    int Line,
    LedgerEntryKind Kind,
    int BalanceChange,
    int ReservedChange,
    int BalanceAfter,
    int ReservedAfter,
    Guid? Incident,
    PersonId? By,
    string Reason,
    Instant At,
    string PreviousHash)
{
    /// <summary>The hash that the first line carries, as there is no line before it.</summary>
    public static string NoHash { get; } = new('0', 64);

    /// <summary>Credits that can still be reserved after this line.</summary>
    public int AvailableAfter => BalanceAfter - ReservedAfter;

    /// <summary>SHA-256 over the line's twelve fields in the order of the constructor: each in invariant text (ids in
    /// their dashed form, the kind by its name, the instant in microseconds since 1970, nothing for null), each
    /// preceded by its length in UTF-8 bytes and a colon. The same on every database.</summary>
    public string Hash()
    {
        var text = new StringBuilder(320);
        foreach (var field in (ReadOnlySpan<string>)
        [
            Pack.Value.ToString("D"), Number(Line), Kind.ToString(), Number(BalanceChange), Number(ReservedChange),
            Number(BalanceAfter), Number(ReservedAfter), Incident?.ToString("D") ?? "", By?.Value.ToString("D") ?? "",
            Reason, Number(At.ToUnixTimeTicks() / 10), PreviousHash,
        ])
        {
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
