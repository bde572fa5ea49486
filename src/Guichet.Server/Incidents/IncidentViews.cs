using Guichet.Incidents;
using Guichet.ServiceLevels;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents;

/// <summary>What of an incident goes out, and in which words: the wire's enums have the rules' names.</summary>
internal static class IncidentViews
{
    public static T As<T>(this Enum word) where T : struct, Enum => Enum.Parse<T>(word.ToString());

    public static Wire.IncidentStateView AsState(this Incident incident) => new(
        incident.Id.Value,
        incident.Status.As<Wire.IncidentStatus>(),
        incident.ClosingReason?.As<Wire.ClosingReason>(),
        incident.Charge.As<Wire.ChargeState>(),
        incident.Clock.DueAt.ToDateTimeOffset(),
        incident.Version);

    public static Wire.IncidentLineView AsLine(this NamedIncident named)
    {
        var incident = named.Incident;
        return new(
            incident.Id.Value,
            incident.Number,
            incident.Title,
            incident.Release,
            incident.ReleaseName,
            incident.Plan,
            incident.Severity.As<Wire.Severity>(),
            incident.Status.As<Wire.IncidentStatus>(),
            incident.ClosingReason?.As<Wire.ClosingReason>(),
            incident.Charge.As<Wire.ChargeState>(),
            named.CustomerName,
            named.OrganizationName,
            named.AgentName,
            incident.SubmittedAt.ToDateTimeOffset(),
            incident.Clock.DueAt.ToDateTimeOffset(),
            incident.Clock.RespondedAt?.ToDateTimeOffset(),
            incident.ChangedAt.ToDateTimeOffset(),
            incident.Version);
    }

    public static Wire.IncidentView AsView(
        this NamedIncident named, IEnumerable<IncidentAct> acts, WorkClock work, BillingTerms terms, Instant now)
    {
        var incident = named.Incident;
        return new(
            named.AsLine(),
            incident.Wants,
            incident.Hours.As<Wire.HoursOfCoverage>(),
            incident.Pack?.Value,
            [.. incident.Contacts.Select(contact =>
                new Wire.ContactView(contact.Name, contact.Email, contact.Phone, contact.AnyHour))],
            incident.Agent?.Value,
            incident.Statement,
            incident.SolutionCriterion,
            incident.StatementVersion,
            incident.StatementAccepted,
            incident.UnreachedTries,
            incident.Clock.AsView(),
            incident.ResponseMissed(now),
            work.NextUpdateDueAt?.ToDateTimeOffset(),
            work.ResolutionDueAt?.ToDateTimeOffset(),
            incident.SolutionStandsAt?.ToDateTimeOffset(),
            incident.ClosedAt?.ToDateTimeOffset(),
            incident.CreditAskedAt?.ToDateTimeOffset(),
            incident.DisputedAt?.ToDateTimeOffset(),
            incident.DisputeDueAt?.ToDateTimeOffset(),
            incident.DisputableUntil(now, terms)?.ToDateTimeOffset(),
            [.. acts.Select(act => act.As<Wire.IncidentAct>())],
            incident.PolicyVersion,
            incident.CatalogVersion);
    }

    public static Wire.ResponseClockView AsView(this ResponseClock clock) => new(
        clock.StartedAt.ToDateTimeOffset(),
        clock.Severity.As<Wire.Severity>(),
        clock.Hours.As<Wire.HoursOfCoverage>(),
        (long)clock.Budget.TotalSeconds,
        clock.Calendar,
        clock.PolicyVersion,
        clock.DueAt.ToDateTimeOffset(),
        clock.RespondedAt?.ToDateTimeOffset(),
        clock.Met);

    /// <summary>Time spent is the vendor's to know (R3).</summary>
    public static Wire.MessageView AsView(this Message message, bool withMinutes) => new(
        message.Id.Value,
        message.Kind.As<Wire.MessageKind>(),
        message.By.As<Wire.ActBy>(),
        message.AuthorName,
        message.Body,
        withMinutes ? message.Minutes : null,
        message.At.ToDateTimeOffset(),
        message.Channel?.As<Wire.Channel>(),
        message.HappenedAt?.ToDateTimeOffset(),
        message.Contact,
        message.SolutionCriterion,
        message.StatementVersion,
        message.ChangeView());

    public static Wire.NoteView AsView(this Note note) => new(
        note.Id.Value,
        note.AuthorName,
        note.Body,
        note.Minutes,
        note.At.ToDateTimeOffset(),
        note.Channel?.As<Wire.Channel>(),
        note.Work?.As<Wire.WorkKind>(),
        note.HappenedAt?.ToDateTimeOffset(),
        note.Contact);

    private static Wire.StateChangeView? ChangeView(this Message message) =>
        (message.StatusAfter, message.SeverityAfter, message.HoursAfter) is (null, null, null)
            ? null
            : new(
                message.StatusBefore?.As<Wire.IncidentStatus>(),
                message.StatusAfter?.As<Wire.IncidentStatus>(),
                message.SeverityBefore?.As<Wire.Severity>(),
                message.SeverityAfter?.As<Wire.Severity>(),
                message.HoursBefore?.As<Wire.HoursOfCoverage>(),
                message.HoursAfter?.As<Wire.HoursOfCoverage>());
}
