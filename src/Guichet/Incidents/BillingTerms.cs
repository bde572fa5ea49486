namespace Guichet.Incidents;

/// <summary>The terms on which charges are decided on and disputed (R25).</summary>
public sealed record BillingTerms
{
    /// <summary>What a credit may be worth at most for one person to decide alone; null: one person always does.
    /// </summary>
    public Money? SecondPersonAbove { get; init; }

    /// <summary>On what terms a charge can be disputed; null: it cannot.</summary>
    public DisputeTerms? Disputes { get; init; }

    /// <summary>Whether a decision on a credit of that worth needs a second person. A worth in another currency than
    /// the limit does; one that nobody knows does not.</summary>
    /// <param name="worth">What the credit was bought for, before tax; null where it was not bought.</param>
    public bool NeedsSecondPerson(Money? worth) =>
        SecondPersonAbove is { } limit
        && worth is { } value
        && (value.Currency != limit.Currency || value.Amount > limit.Amount);
}

/// <summary>The terms on which a customer disputes a charge.</summary>
/// <param name="WithinDays">Days after the charge in which they can, at least 1.</param>
/// <param name="Budget">Time until the answer; business time on a calendar, else clock time.</param>
/// <param name="Calendar">Key of the business calendar it runs on; null: it runs day and night.</param>
public sealed record DisputeTerms(int WithinDays, Duration Budget, string? Calendar);
