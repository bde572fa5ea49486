using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>The business impact.</summary>
public enum Severity
{
    /// <summary>Critical.</summary>
    A,

    /// <summary>Moderate.</summary>
    B,

    /// <summary>Minimal.</summary>
    C,
}

/// <summary>When an incident is worked on.</summary>
public enum HoursOfCoverage
{
    /// <summary>While the vendor's business calendar is open.</summary>
    BusinessHours,

    /// <summary>Day and night.</summary>
    AroundTheClock,
}

/// <summary>What it takes to submit an incident.</summary>
public sealed record NewIncident
{
    /// <summary>Made by the submitter (a version-7 GUID); the same request with the same id is submitted
    /// once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Release reference: <c>windows-server/2019</c>.</summary>
    [Required, StringLength(200)]
    public string? Release { get; init; }

    /// <summary>Key of what is wanted.</summary>
    [Required, StringLength(100)]
    public string? Wants { get; init; } = "break-fix";

    /// <summary>Key of the plan.</summary>
    [Required, StringLength(100)]
    public string? Plan { get; init; }

    /// <summary>A, B or C.</summary>
    [Required]
    public Severity? Severity { get; init; }

    /// <summary>Business hours or around the clock; severity A asks for the second.</summary>
    [Required]
    public HoursOfCoverage? Hours { get; init; }

    /// <summary>The problem in a line.</summary>
    [Required, StringLength(150, MinimumLength = 5)]
    public string? Title { get; init; }

    /// <summary>The problem in full, Markdown.</summary>
    [Required, StringLength(50_000, MinimumLength = 20)]
    public string? Description { get; init; }

    /// <summary>Who can be reached; one at least.</summary>
    [Required, MaxLength(10)]
    public IReadOnlyList<NewContact>? Contacts { get; init; }

    /// <summary>True: the submitter accepts that a resolution is not guaranteed.</summary>
    public bool NoGuaranteeAccepted { get; init; }
}

/// <summary>Somebody who can be reached.</summary>
public sealed record NewContact
{
    /// <summary>Their name.</summary>
    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>Their address.</summary>
    [Required, EmailAddress, StringLength(200)]
    public string? Email { get; init; }

    /// <summary>Their number; may be empty.</summary>
    [Phone, StringLength(50)]
    public string? Phone { get; init; }

    /// <summary>Whether they can be reached day and night.</summary>
    public bool AnyHour { get; init; }
}

/// <summary>The answer to a submission.</summary>
/// <param name="Id">As sent.</param>
/// <param name="Number">What people say aloud.</param>
/// <param name="DueAt">When the first response is promised.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record SubmittedIncidentView(Guid Id, long Number, DateTimeOffset DueAt, int Version);
