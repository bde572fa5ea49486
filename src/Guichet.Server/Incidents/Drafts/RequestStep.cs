using Guichet.Client.Incidents;
using Guichet.Coverage;
using Guichet.Incidents;
using Guichet.Server.Coverage;

namespace Guichet.Server.Incidents.Drafts;

/// <summary>What one step of a request says.</summary>
internal abstract record RequestStep
{
    /// <summary>The document with this step in it.</summary>
    public abstract RequestDocument Onto(RequestDocument document);

    /// <summary>What the rules have against it; null for nothing.</summary>
    public virtual Refusal? WhyNot(RequestInProgress request) => null;
}

/// <summary>Looking for the product; what was chosen besides is kept.</summary>
internal sealed record SearchStep(string Search, string? Wants) : RequestStep
{
    public override RequestDocument Onto(RequestDocument document) => new(
        document.Incident with { Wants = Wants ?? document.Incident.Wants }, Search);
}

/// <summary>Step 1: the release, and what is wanted. Refused: <c>release.unknown</c> (R13), <c>wish.excluded</c> (R12),
/// <c>wish.unknown</c>.</summary>
internal sealed record ProductStep(string Release, string Wants) : RequestStep
{
    public override RequestDocument Onto(RequestDocument document) =>
        document with { Incident = document.Incident with { Release = Release, Wants = Wants } };

    public override Refusal? WhyNot(RequestInProgress request) =>
        request.Decision is { Refusals: [var reason, ..] }
            ? new Refusal(reason.Code, $"No plan covers this: {reason.Code}.").With("subject", reason.Subject)
            : null;
}

/// <summary>Step 2: the plan. Refused as <see cref="ChosenPlan.In"/> refuses.</summary>
internal sealed record PlanStep(string Plan) : RequestStep
{
    public override RequestDocument Onto(RequestDocument document) =>
        document with { Incident = document.Incident with { Plan = Plan } };

    public override Refusal? WhyNot(RequestInProgress request) => request.Decision is null
        ? new Refusal(CoverageCodes.ReleaseUnknown, "Choose a release first.").With("subject", "")
        : ChosenPlan.In(request.Decision, Plan).Refusal;
}

/// <summary>Step 3: the problem, its severity, the hours and the contacts. Refused as
/// <see cref="Submission.WhyNot"/> refuses.</summary>
/// <param name="Problem">Only what belongs to this step is taken from it, its shape checked before.</param>
internal sealed record ProblemStep(NewIncident Problem) : RequestStep
{
    public override RequestDocument Onto(RequestDocument document) => document with
    {
        Incident = document.Incident with
        {
            Title = Problem.Title,
            Description = Problem.Description,
            Severity = Problem.Severity,
            Hours = Problem.Hours,
            Contacts = Problem.Contacts,
        },
    };

    public override Refusal? WhyNot(RequestInProgress request) => Submission.WhyNot(
        Enum.Parse<Plans.Severity>(Problem.Severity!.Value.ToString()),
        Enum.Parse<Plans.HoursOfCoverage>(Problem.Hours!.Value.ToString()),
        [.. Problem.Contacts!.Select(contact => new Contact(
            contact.Name!, contact.Email!, contact.Phone ?? "", contact.AnyHour))]);
}
