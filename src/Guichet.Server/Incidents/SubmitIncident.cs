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
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents;

/// <summary>A customer submits an incident; the review page and the endpoint both come through here.</summary>
internal sealed class SubmitIncident(
    UnitOfWork work, InForce inForce, IClock clock, SweepBell<SoundAlarms> alarms)
{
    /// <summary>Opens one incident for the id, however often it is sent. Refused with every reason of the coverage
    /// decision, or by the rules of packs and incidents.</summary>
    public async Task<Result<SubmittedIncidentView>> RunAsync(
        SignedIn signedIn, NewIncident request, CancellationToken cancel)
    {
        Opened? written = null;
        var now = clock.GetCurrentInstant();
        var fingerprint = Fingerprint.Of(signedIn.Actor.Person.Value, request);
        var result = await work.RunStatementAsync<SubmittedIncidentView>(
            async database =>
            {
                written = null;
                if (!signedIn.Actor.MaySubmit)
                {
                    return new Refusal(
                        "access.may-not-submit", "Your place in the organisation does not let you submit.");
                }

                var id = request.Id!.Value;
                var facts = await SubmissionFacts.ReadAsync(database, id, signedIn.Actor, cancel);
                if (facts.Existing is { } existing)
                {
                    return Fingerprint.Differences(existing.RequestHash, fingerprint) is { Count: > 0 } different
                        ? new Refusal("incident.id-reused", "The id was used for another request.").Naming(different)
                        : new SubmittedIncidentView(
                            id, existing.Number, existing.DueAt.ToDateTimeOffset(), existing.Version);
                }

                var terms = await inForce.ReadAsync(database, facts.PolicyVersion, facts.CatalogVersion, cancel);
                if (!Decide(signedIn, request, facts, terms, now).Succeeded(out var opened, out var refusal))
                {
                    return refusal;
                }

                written = opened;
                return await WriteAsync(database, opened, fingerprint, now, cancel);
            },
            cancel);
        if (written?.Incident is { } incident && result.Refusal is null)
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

    /// <summary>Which plan, which pack, which promise: the rules on loaded facts, without I/O.</summary>
    private static Result<Opened> Decide(
        SignedIn signedIn, NewIncident request, SubmissionFacts facts, Terms terms, Instant now)
    {
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
            FirstMessage = new MessageId(Guid.CreateVersion7()),
            PolicyVersion = terms.Policy.Version,
            CatalogVersion = terms.Catalog.Version,
            At = now,
        };
        return Incident.Submit(submission).Succeeded(out var submitted, out refusal)
            ? new Opened(submitted.Incident, submitted.Problem, reserved, grounds.Decision)
            {
                FewLeft = reserved is null
                    ? null
                    : WarnOfPacks.MessageOf(reserved, grounds.Pack!, terms.Policy, signedIn.Actor.Person, now),
            }
            : refusal;
    }

    private static async Task<Result<SubmittedIncidentView>> WriteAsync(
        Database database, Opened opened, string fingerprint, Instant now, CancellationToken cancel)
    {
        var incident = opened.Incident;
        var shadow = new Dictionary<string, object>
        {
            ["Coverage"] = CoverageRecord.Write(opened.Decision),
            ["RequestHash"] = fingerprint,
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

        var number = await database.InsertAsync(rows, cancel);
        return new SubmittedIncidentView(
            incident.Id.Value, number, incident.Clock.DueAt.ToDateTimeOffset(), incident.Version);
    }

    private sealed record Opened(
        Incident Incident, Message Problem, LedgerEntry? Reserved, CoverageDecision Decision)
    {
        /// <summary>Tells the holder of the pack that few are left; null where they are not.</summary>
        public OutboxMessage? FewLeft { get; init; }
    }
}
