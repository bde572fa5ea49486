using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>How it went, as a customer says it.</summary>
public sealed record NewSatisfaction
{
    /// <summary>From 1, very dissatisfied, to 5, very satisfied.</summary>
    [Required, Range(1, 5)]
    public int? Rating { get; init; }

    /// <summary>In their words; the vendor's people read it.</summary>
    [StringLength(2000)]
    public string? Comment { get; init; }
}

/// <summary>What a customer is asked once an incident is closed, and what they said.</summary>
/// <param name="Until">Until when they can say it or change it; null where they are not asked.</param>
/// <param name="Answer">What they said; null for nothing.</param>
public sealed record SatisfactionView(DateTimeOffset? Until, SatisfactionAnswerView? Answer);

/// <summary>What a customer said.</summary>
/// <param name="Rating">From 1, very dissatisfied, to 5, very satisfied.</param>
/// <param name="Comment">In their words; may be empty.</param>
/// <param name="AnsweredAt">When they said it first.</param>
/// <param name="ChangedAt">When they said it last.</param>
public sealed record SatisfactionAnswerView(
    int Rating, string Comment, DateTimeOffset AnsweredAt, DateTimeOffset ChangedAt);
