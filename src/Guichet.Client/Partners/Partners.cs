using System.ComponentModel.DataAnnotations;
using Guichet.Client.Accounts;

namespace Guichet.Client.Partners;

/// <summary>How an enrolment stands on a day.</summary>
public enum EnrollmentState
{
    /// <summary>Its first day is to come.</summary>
    ToCome,

    /// <summary>It holds.</summary>
    InForce,

    /// <summary>Its last day is past.</summary>
    Over,

    /// <summary>It was ended early.</summary>
    Ended,
}

/// <summary>What was done to an enrolment.</summary>
public enum EnrollmentChangeWord
{
    /// <summary>It was entered.</summary>
    Entered,

    /// <summary>It was changed.</summary>
    Changed,

    /// <summary>It was ended early.</summary>
    Ended,
}

/// <summary>How a benefit stands.</summary>
public enum BenefitState
{
    /// <summary>An administrator of the organisation can activate it.</summary>
    ToActivate,

    /// <summary>It is activated and can be used.</summary>
    Active,

    /// <summary>It was activated in this year of the enrolment, and has expired.</summary>
    Expired,

    /// <summary>The vendor grants it by contract.</summary>
    ByContract,
}

/// <summary>An organisation, and what it is in the partner programme today.</summary>
/// <param name="Organization">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Two letters.</param>
/// <param name="Level">Its level; none without an enrolment.</param>
/// <param name="Competencies">The competencies it holds.</param>
/// <param name="ValidUntil">The last day of the enrolment; null without one.</param>
public sealed record PartnerLineView(
    Guid Organization,
    string Name,
    string Country,
    PartnerLevel Level,
    IReadOnlyList<string> Competencies,
    DateOnly? ValidUntil);

/// <summary>An organisation with its enrolments.</summary>
/// <param name="Organization">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">Two letters.</param>
/// <param name="Enrollments">The latest first.</param>
/// <param name="History">What was done to them, the latest first; 200 lines at most.</param>
public sealed record PartnerView(
    Guid Organization,
    string Name,
    string Country,
    IReadOnlyList<EnrollmentView> Enrollments,
    IReadOnlyList<EnrollmentChangeView> History);

/// <summary>An enrolment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Level">The level.</param>
/// <param name="Competencies">The competencies held.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day, inclusive.</param>
/// <param name="EndedOn">The first day on which it no longer held; null where it was not ended early.</param>
/// <param name="State">How it stands today.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record EnrollmentView(
    Guid Id,
    PartnerLevel Level,
    IReadOnlyList<string> Competencies,
    DateOnly ValidFrom,
    DateOnly ValidUntil,
    DateOnly? EndedOn,
    EnrollmentState State,
    int Version);

/// <summary>A line of the history of an organisation's enrolments.</summary>
/// <param name="Line">Counts up from 1.</param>
/// <param name="Enrollment">Which.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Level">The level from then on.</param>
/// <param name="Competencies">The competencies from then on.</param>
/// <param name="ValidFrom">The first day from then on.</param>
/// <param name="ValidUntil">The last day from then on.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="ByName">Who; null for what was recorded before.</param>
/// <param name="At">When.</param>
public sealed record EnrollmentChangeView(
    int Line,
    Guid Enrollment,
    EnrollmentChangeWord Kind,
    PartnerLevel Level,
    IReadOnlyList<string> Competencies,
    DateOnly ValidFrom,
    DateOnly ValidUntil,
    string Reason,
    string? ByName,
    DateTimeOffset At);

/// <summary>An enrolment to enter, or how it is to be from now on.</summary>
public sealed record NewEnrollment
{
    /// <summary>Made by the sender (a version-7 GUID): sent twice, it is entered once. Not looked at in a change.
    /// </summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>The level; none for a company that only holds a competency.</summary>
    [Required]
    public PartnerLevel? Level { get; init; }

    /// <summary>The competencies held, by name: 20 of 100 characters each, at most.</summary>
    [MaxLength(20), EachText(100)]
    public IReadOnlyList<string> Competencies { get; init; } = [];

    /// <summary>First day.</summary>
    [Required]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    [Required]
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Why, for the history.</summary>
    [StringLength(500)]
    public string? Reason { get; init; }
}

/// <summary>Why an enrolment is ended early.</summary>
public sealed record EnrollmentEnd
{
    /// <summary>For the history.</summary>
    [Required, StringLength(500, MinimumLength = 5)]
    public string? Reason { get; init; }
}

/// <summary>What the partner programme gives one's company today.</summary>
/// <param name="Level">Its level; none without an enrolment.</param>
/// <param name="Competencies">The competencies it holds.</param>
/// <param name="ValidUntil">The last day of the enrolment; null without one.</param>
/// <param name="MayActivate">Whether one can activate packs: an administrator with a work account.</param>
/// <param name="Benefits">The plans that come with it.</param>
public sealed record PartnerBenefitsView(
    PartnerLevel Level,
    IReadOnlyList<string> Competencies,
    DateOnly? ValidUntil,
    bool MayActivate,
    IReadOnlyList<PartnerBenefitView> Benefits);

/// <summary>A plan that comes with an enrolment.</summary>
/// <param name="Plan">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Size">Incidents in a year; null without a balance.</param>
/// <param name="State">How it stands.</param>
/// <param name="Pack">The pack of this year of the enrolment; null before it is activated.</param>
/// <param name="ContractId">By which other accounts add it, with the access id; null before it is activated.</param>
/// <param name="ExpiresOn">The pack's last usable day; null before it is activated.</param>
/// <param name="Available">Incidents left; null before it is activated.</param>
public sealed record PartnerBenefitView(
    string Plan,
    string Name,
    string Description,
    int? Size,
    BenefitState State,
    Guid? Pack,
    string? ContractId,
    DateOnly? ExpiresOn,
    int? Available);
