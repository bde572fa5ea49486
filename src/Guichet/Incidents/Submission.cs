using Guichet.Accounts;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.ServiceLevels;

namespace Guichet.Incidents;

/// <summary>Everything an incident begins with, after coverage was decided and the credit reserved.</summary>
public sealed record Submission
{
    /// <summary>Made by the submitter.</summary>
    public required IncidentId Id { get; init; }

    /// <summary>Who submits.</summary>
    public required PersonId Customer { get; init; }

    /// <summary>Their name.</summary>
    public required string CustomerName { get; init; }

    /// <summary>Their organisation; null without one.</summary>
    public OrganizationId? Organization { get; init; }

    /// <summary>The customer's country: two letters, or empty.</summary>
    public string Country { get; init; } = "";

    /// <summary>Release reference: <c>windows-server/2019</c>.</summary>
    public required string Release { get; init; }

    /// <summary>The release's name as it was.</summary>
    public required string ReleaseName { get; init; }

    /// <summary>Key of what is wanted.</summary>
    public required string Wants { get; init; }

    /// <summary>Key of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>The pack that the credit is on hold in; null for a plan that is not counted.</summary>
    public IncidentPackId? Pack { get; init; }

    /// <summary>Whether a credit is on hold.</summary>
    public required bool Counted { get; init; }

    /// <summary>As stated by the customer.</summary>
    public required Severity Severity { get; init; }

    /// <summary>As chosen by the customer.</summary>
    public required HoursOfCoverage Hours { get; init; }

    /// <summary>The problem in a line.</summary>
    public required string Title { get; init; }

    /// <summary>The problem in full: the first message.</summary>
    public required string Description { get; init; }

    /// <summary>Who can be reached.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>The acceptance, in words, that there is no guarantee of a resolution (R5).</summary>
    public required bool NoGuaranteeAccepted { get; init; }

    /// <summary>The running response clock.</summary>
    public required ResponseClock Clock { get; init; }

    /// <summary>When the clock's first alarm goes off; null without alarms.</summary>
    public Instant? NextAlarmAt { get; init; }

    /// <summary>Which promise presses most; null: the first response, by that clock.</summary>
    public NearestPromise? Promise { get; init; }

    /// <summary>Key of the team that a rule gives it to; null where none does.</summary>
    public string? Team { get; init; }

    /// <summary>The member of the team that it is given to; null where it waits until somebody takes it.</summary>
    public PersonId? Agent { get; init; }

    /// <summary>Id of the first message.</summary>
    public required MessageId FirstMessage { get; init; }

    /// <summary>By which way it comes.</summary>
    public Channel Channel { get; init; } = Channel.Page;

    /// <summary>The policy version of the decision.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>The catalogue version of the decision.</summary>
    public required int CatalogVersion { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>What the rules say of severity, hours, contacts and acceptance; null where nothing is wrong. Needs
    /// neither pack nor clock, so that step 3 of a request can ask it.</summary>
    public static Refusal? WhyNot(Severity severity, HoursOfCoverage hours, IReadOnlyList<Contact> contacts) =>
        severity == Severity.A && hours != HoursOfCoverage.AroundTheClock
            ? new Refusal("incident.severity-a-around-the-clock", "Severity A is worked on around the clock.")
            : contacts.Count == 0
                ? new Refusal("incident.contact-missing", "Name at least one contact.")
                : hours == HoursOfCoverage.AroundTheClock && !contacts.Any(contact => contact.AnyHour)
                    ? new Refusal(
                        "incident.contact-any-hour-missing",
                        "Around-the-clock work needs a contact who can be reached at any hour.")
                    : null;
}
