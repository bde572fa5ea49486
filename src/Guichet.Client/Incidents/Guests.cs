using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>Somebody to let see one incident.</summary>
public sealed record NewGuest
{
    /// <summary>Where the invitation goes; only an account with this address can accept it.</summary>
    [Required, EmailAddress, StringLength(254)]
    public string? Email { get; init; }
}

/// <summary>Somebody whom the customer lets see one incident and write to it, and nothing else.</summary>
/// <param name="Id">Of the invitation.</param>
/// <param name="Email">Where it went.</param>
/// <param name="Name">Theirs; null as long as they have not accepted.</param>
/// <param name="InvitedBy">Who invited them.</param>
/// <param name="InvitedAt">When.</param>
/// <param name="AcceptedAt">Since when they see it; null as long as they do not.</param>
/// <param name="ExpiresAt">Until when they can accept; null once they have.</param>
public sealed record GuestView(
    Guid Id,
    string Email,
    string? Name,
    string InvitedBy,
    DateTimeOffset InvitedAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? ExpiresAt);

/// <summary>An incident as a guest sees it: the problem and how it stands, and nothing of plans, packs or charges.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">What people say aloud.</param>
/// <param name="Title">The problem in a line.</param>
/// <param name="ReleaseName">The product.</param>
/// <param name="Severity">The business impact.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CustomerName">Who submitted it.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="ChangedAt">When something last happened on it.</param>
/// <param name="Statement">The problem statement that was accepted; null before.</param>
/// <param name="MayWrite">Whether a guest can write to it now.</param>
public sealed record GuestIncidentView(
    Guid Id,
    long Number,
    string Title,
    string ReleaseName,
    Severity Severity,
    IncidentStatus Status,
    string CustomerName,
    DateTimeOffset SubmittedAt,
    DateTimeOffset ChangedAt,
    string? Statement,
    bool MayWrite);
