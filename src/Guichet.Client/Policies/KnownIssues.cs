using System.ComponentModel.DataAnnotations;
using Guichet.Client.Accounts;

namespace Guichet.Client.Policies;

/// <summary>Whether a known issue closes anything today.</summary>
public enum KnownIssueState
{
    /// <summary>Its first day is still to come.</summary>
    Upcoming,

    /// <summary>It closes its plans today.</summary>
    Open,

    /// <summary>Its last day is past.</summary>
    Ended,
}

/// <summary>A known issue that closes plans for a while (R19).</summary>
/// <param name="Key">As people name it: <c>KB 4490370</c>.</param>
/// <param name="State">Whether it closes anything today, in the policy's time zone.</param>
/// <param name="Plans">Keys of the plans it closes, bought or held.</param>
/// <param name="SignIns">The kinds of sign-in it concerns.</param>
/// <param name="From">First day; null: since ever.</param>
/// <param name="Until">Last day, inclusive; null: until it is ended.</param>
/// <param name="NoticeEnglish">What is said to customers.</param>
/// <param name="NoticeFrench">The same in French.</param>
/// <param name="ArticleEnglish">Address of an article; empty where there is none.</param>
/// <param name="ArticleFrench">The same in French.</param>
/// <param name="WayRound">The kind of sign-in that goes round it; null where none does.</param>
public sealed record KnownIssueView(
    string Key,
    KnownIssueState State,
    IReadOnlyList<string> Plans,
    IReadOnlyList<SignInKind> SignIns,
    DateOnly? From,
    DateOnly? Until,
    string NoticeEnglish,
    string NoticeFrench,
    string ArticleEnglish,
    string ArticleFrench,
    SignInKind? WayRound);

/// <summary>What it takes to open a known issue.</summary>
public sealed record NewKnownIssue
{
    /// <summary>As people name it; not taken by another.</summary>
    [Required, StringLength(60)]
    public string? Key { get; init; }

    /// <summary>Keys of the plans it closes; one at least.</summary>
    [Required, MinLength(1)]
    public IReadOnlyList<string>? Plans { get; init; }

    /// <summary>The kinds of sign-in it concerns; one at least.</summary>
    [Required, MinLength(1)]
    public IReadOnlyList<SignInKind>? SignIns { get; init; }

    /// <summary>First day; left out: since ever.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, inclusive; left out: until it is ended.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What is said to customers, with the way round.</summary>
    [Required, StringLength(1000)]
    public string? NoticeEnglish { get; init; }

    /// <summary>The same in French.</summary>
    [Required, StringLength(1000)]
    public string? NoticeFrench { get; init; }

    /// <summary>Address of an article; may be left out.</summary>
    [Url, StringLength(500)]
    public string? ArticleEnglish { get; init; }

    /// <summary>The same in French; left out: the English one serves both.</summary>
    [Url, StringLength(500)]
    public string? ArticleFrench { get; init; }

    /// <summary>The kind of sign-in that goes round it; may be left out.</summary>
    public SignInKind? WayRound { get; init; }
}
