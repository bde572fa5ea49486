using System.Globalization;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Coverage;
using Guichet.Incidents;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Coverage;
using Guichet.Server.Hosting;
using Guichet.Server.Hosting.Telemetry;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Guichet.Teams;

namespace Guichet.Server.Incidents;

/// <summary>A customer submits an incident; the review page and the endpoint both come through here.</summary>
internal sealed class SubmitIncident(
    UnitOfWork work, InForce inForce, TeamsInForce teams, IClock clock, SweepBell<SoundAlarms> alarms)
{
    /// <summary>Opens one incident for the id, however often it is sent. Refused with every reason of the coverage
    /// decision, or by the rules of packs and incidents.</summary>
    public async Task<Result<SubmittedIncidentView>> RunAsync(
        SignedIn signedIn, NewIncident request, CancellationToken cancel)
    {
        var submitting = new Submitting(
            signedIn, request, clock.GetCurrentInstant(), Fingerprint.Of(signedIn.Actor.Person.Value, request));
        var result = await work.RunStatementAsync<SubmittedIncidentView>(
            database => SubmitAsync(database, submitting, mayChoose: false, cancel), cancel);
        if (submitting.WantsOwner)
        {
            // Whose turn it is in a team is read and written: more than the one statement.
            result = await work.RunAsync<SubmittedIncidentView>(
                database => SubmitAsync(database, submitting, mayChoose: true, cancel), cancel);
        }

        if (submitting.Written is { } incident && result.Refusal is null)
        {
            Measures.IncidentsSubmitted.Add(
                1, new("plan", incident.Plan), new("severity", incident.Severity.ToString()));
            if (incident.NextAlarmAt is { } at)
            {
                alarms.RingAt(at);
            }
        }

        return result;
    }

    private async Task<Result<SubmittedIncidentView>> SubmitAsync(
        Database database, Submitting submitting, bool mayChoose, CancellationToken cancel)
    {
        var (signedIn, request, now) = (submitting.SignedIn, submitting.Request, submitting.At);
        submitting.Written = null;
        if (!signedIn.Actor.MaySubmit)
        {
            return new Refusal("access.may-not-submit", "Your place in the organisation does not let you submit.");
        }

        var id = request.Id!.Value;
        var facts = await SubmissionFacts.ReadAsync(database, id, signedIn.Actor, cancel);
        if (facts.Existing is { } existing)
        {
            submitting.WantsOwner = false;
            return Fingerprint.Differences(existing.RequestHash, submitting.Fingerprint) is { Count: > 0 } different
                ? new Refusal("incident.id-reused", "The id was used for another request.").Naming(different)
                : new SubmittedIncidentView(
                    id, existing.Number, existing.DueAt.ToDateTimeOffset(), existing.Version);
        }

        var terms = await inForce.ReadAsync(database, facts.PolicyVersion, facts.CatalogVersion, cancel);
        var directory = await teams.ReadAsync(database, facts.TeamRevision, cancel);
        var (team, references) = Route(request, directory, terms, now);
        submitting.WantsOwner = !mayChoose && team is { Choice: not OwnerChoice.None };
        if (submitting.WantsOwner)
        {
            return default(SubmittedIncidentView)!;
        }

        var owner = team is null ? null : await database.ChooseOwnerAsync(team, references, cancel);
        if (!Decide(submitting, facts, terms, new(team, owner)).Succeeded(out var opened, out var refusal))
        {
            return refusal;
        }

        submitting.Written = opened.Incident;
        return await WriteAsync(database, opened, submitting, cancel);
    }

    /// <summary>The team that a rule gives it to, and what it is about.</summary>
    private static (Team? Team, IReadOnlyList<string> References) Route(
        NewIncident request, TeamDirectory directory, Terms terms, Instant now)
    {
        if (directory.Rules.Count == 0)
        {
            return (null, []);
        }

        var references = ProductSkills.Of(request.Release!, terms.Catalog.Products);
        var question = new AssignmentQuestion(
            references, request.Severity!.Value.As<Guichet.Plans.Severity>(), request.Plan!);
        return (directory.Route(question, TeamsInForce.IsOpenAt(terms.Policy, now)), references);
    }

    /// <summary>Which plan, which pack, which promise: the rules on loaded facts, without I/O.</summary>
    private static Result<Opened> Decide(
        Submitting submitting, SubmissionFacts facts, Terms terms, Assigned assigned)
    {
        var (signedIn, request, now) = (submitting.SignedIn, submitting.Request, submitting.At);
        var severity = Enum.Parse<Guichet.Plans.Severity>(request.Severity!.Value.ToString());
        var hours = Enum.Parse<Guichet.Plans.HoursOfCoverage>(request.Hours!.Value.ToString());
        var asked = new AskedSupport(request.Release!, request.Wants!, request.Plan!, severity, hours);
        if (!SubmissionGrounds.Find(signedIn.Actor, asked, facts.Packs, terms, now)
            .Succeeded(out var grounds, out var refusal))
        {
            return refusal;
        }

        if (grounds.Reserve(request.Id!.Value, signedIn.Actor, terms, now, out var reserved) is { } exhausted)
        {
            return exhausted;
        }

        var submission = new Submission
        {
            Id = new IncidentId(request.Id!.Value),
            Customer = signedIn.Actor.Person,
            CustomerName = signedIn.Actor.Name,
            Organization = signedIn.Actor.Organization,
            Country = signedIn.Actor.Country,
            Release = request.Release!,
            ReleaseName = terms.Catalog.Products.FindRelease(request.Release!)!.Release.Name,
            Wants = request.Wants!,
            Plan = grounds.Plan.Key,
            Pack = grounds.Pack?.Id,
            Counted = grounds.Counted,
            Severity = severity,
            Hours = hours,
            Title = request.Title!.Trim(),
            Description = request.Description!.Trim(),
            Contacts = [.. request.Contacts!.Select(contact =>
                new Contact(contact.Name!, contact.Email!, contact.Phone ?? "", contact.AnyHour))],
            NoGuaranteeAccepted = request.NoGuaranteeAccepted,
            Clock = grounds.Clock,
            NextAlarmAt = grounds.NextAlarmAt,
            Promise = grounds.Promise,
            Team = assigned.Team?.Key,
            Agent = assigned.Owner?.Person,
            FirstMessage = new MessageId(Guid.CreateVersion7()),
            Channel = signedIn.Actor.ComesBy(),
            PolicyVersion = terms.Policy.Version,
            CatalogVersion = terms.Catalog.Version,
            At = now,
        };
        return Incident.Submit(submission).Succeeded(out var submitted, out refusal)
            ? new Opened(submitted.Incident, submitted.Problem, reserved, grounds.Decision, assigned)
            {
                FewLeft = reserved is null
                    ? null
                    : WarnOfPacks.MessageOf(reserved, grounds.Pack!, terms.Policy, signedIn.Actor.Person, now),
            }
            : refusal;
    }

    private static async Task<Result<SubmittedIncidentView>> WriteAsync(
        Database database, Opened opened, Submitting submitting, CancellationToken cancel)
    {
        var (incident, now) = (opened.Incident, submitting.At);
        var shadow = new Dictionary<string, object>
        {
            ["Coverage"] = CoverageRecord.Write(opened.Decision),
            ["RequestHash"] = submitting.Fingerprint,
        };
        List<NewRow> rows =
        [
            new(incident, shadow),
            new(opened.Problem),
            new(OutboxMessage.Of("incident.submitted", new { incident = incident.Id.Value }, now)),
        ];
        if (opened.Reserved is not null)
        {
            rows.Add(new(opened.Reserved));
        }

        if (opened.FewLeft is not null)
        {
            rows.Add(new(opened.FewLeft));
        }

        if (opened.Assigned.Team is { } team)
        {
            rows.Add(new(IncidentAssignment.ByRule(incident, team, opened.Assigned.Owner, now)));
            rows.Add(new(IncidentAssignment.Told(incident, null, now)));
        }

        var number = await database.InsertAsync(rows, cancel);
        return new SubmittedIncidentView(
            incident.Id.Value, number, incident.Clock.DueAt.ToDateTimeOffset(), incident.Version);
    }

    private sealed record Opened(
        Incident Incident, Message Problem, LedgerEntry? Reserved, CoverageDecision Decision, Assigned Assigned)
    {
        /// <summary>Tells the holder of the pack that few are left; null where they are not.</summary>
        public OutboxMessage? FewLeft { get; init; }
    }

    /// <summary>Where a rule puts it; both null where none fits.</summary>
    private sealed record Assigned(Team? Team, TeamMember? Owner);

    private sealed record Submitting(SignedIn SignedIn, NewIncident Request, Instant At, string Fingerprint)
    {
        /// <summary>Whether the team chooses one of its members, for which it takes a transaction.</summary>
        public bool WantsOwner { get; set; }

        /// <summary>What was written; null where it had been before.</summary>
        public Incident? Written { get; set; }
    }
}
