namespace Guichet.Packs;

/// <summary>A place where a ledger does not hold together.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Line">The line at which it shows.</param>
/// <param name="Code"><c>ledger.line-missing</c>, <c>ledger.totals-wrong</c> or <c>ledger.hash-wrong</c>.</param>
public sealed record LedgerBreak(IncidentPackId Pack, int Line, string Code);

/// <summary>Walks a pack's ledger from its first line.</summary>
public static class LedgerCheck
{
    /// <summary>The first break in one pack's lines, given in line order; null where there is none.</summary>
    public static LedgerBreak? FirstBreak(IEnumerable<LedgerEntry> lines)
    {
        LedgerEntry? before = null;
        foreach (var line in lines)
        {
            var code =
                line.Line != (before?.Line ?? 0) + 1 ? "ledger.line-missing"
                : line.BalanceAfter != (before?.BalanceAfter ?? 0) + line.BalanceChange
                    || line.ReservedAfter != (before?.ReservedAfter ?? 0) + line.ReservedChange ? "ledger.totals-wrong"
                : line.PreviousHash != (before?.Hash() ?? LedgerEntry.NoHash) ? "ledger.hash-wrong"
                : null;
            if (code is not null)
            {
                return new LedgerBreak(line.Pack, line.Line, code);
            }

            before = line;
        }

        return null;
    }
}
