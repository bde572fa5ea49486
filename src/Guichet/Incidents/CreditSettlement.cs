using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Incidents;

/// <summary>What an act on an incident means for the credit it has on hold (R23, R25).</summary>
public static class CreditSettlement
{
    /// <summary>Whether the credit leaves its hold between these two states; so often, and never twice, a ledger is
    /// touched after the submission.</summary>
    public static bool IsDue(ChargeState before, ChargeState after) =>
        before != after && after is ChargeState.Charged or ChargeState.NotCharged;

    /// <summary>The lines that follow in the pack's ledger: the credit used up where the incident is charged, given
    /// back where it is not, be it on hold or used up before; none where it stays as it is.</summary>
    /// <param name="before">What became of the credit before the act.</param>
    /// <param name="incident">The incident after the act.</param>
    /// <param name="pack">The pack that its credit is on hold in.</param>
    /// <param name="by">Who acted; null for the clock.</param>
    /// <param name="reason">As the pack's statement shows it.</param>
    /// <param name="today">The day in the policy's time zone.</param>
    /// <param name="at">When.</param>
    /// <param name="graceDays">Days that what comes back to an expired pack can be used.</param>
    public static IReadOnlyList<LedgerEntry> Settle(
        ChargeState before,
        Incident incident,
        IncidentPack pack,
        PersonId? by,
        string reason,
        LocalDate today,
        Instant at,
        int graceDays = 0) => incident.Charge switch
        {
            _ when !IsDue(before, incident.Charge) => [],
            ChargeState.Charged when IsUsedUp(before) => [],
            ChargeState.Charged => [pack.Consume(incident.Id.Value, by, reason, at)],
            _ when IsUsedUp(before) => pack.GiveBack(incident.Id.Value, by, reason, today, at, graceDays),
            _ => pack.Release(incident.Id.Value, by, reason, today, at, graceDays),
        };

    private static bool IsUsedUp(ChargeState before) => before is ChargeState.Charged or ChargeState.CreditAsked;
}
