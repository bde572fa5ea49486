using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Guichet.Server.Teams;

namespace Guichet.Server.Incidents.Handling;

/// <summary>The desk assigns an incident, hands it over, puts it aside or takes it back.</summary>
internal sealed class HandleIncident(
    IncidentWork work, InForce inForce, TeamsInForce teams, SweepBell<EndSnoozes> snoozes, IClock clock)
{
    /// <summary>Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>, <c>version.changed</c>, and as
    /// <see cref="DeskHandling.ApplyAsync"/> refuses.</summary>
    public async Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewDeskAct act, int? version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var result = await work.ChangeAsync(
            signedIn.Actor,
            incident,
            async (database, found) =>
            {
                if (!signedIn.Actor.IsAgent)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                if (await database.WhyNotAtAsync(signedIn.Actor, version, found, cancel) is { } changed)
                {
                    return changed;
                }

                var handling = await ReadAsync(database, signedIn.Actor, now, cancel);
                return (await handling.ApplyAsync(database, found, act, cancel)).Succeeded(out var done, out var no)
                    ? await KeepAsync(database, handling, done, cancel)
                    : no;
            },
            cancel);
        if (act.Act == DeskAct.Snooze && result.Refusal is null)
        {
            snoozes.RingAt(Instant.FromDateTimeOffset(act.Until!.Value));
        }

        return result;
    }

    /// <summary>What acts on an incident look at beside it.</summary>
    public async Task<DeskHandling> ReadAsync(
        Database database, Actor actor, Instant now, CancellationToken cancel) => new(
        actor,
        now,
        await inForce.ReadAsync(database, cancel),
        await teams.ReadAsync(database, cancel));

    /// <summary>Writes what was done beside the incident itself.</summary>
    public static async Task<IncidentStateView> KeepAsync(
        Database database, DeskHandling handling, Handled done, CancellationToken cancel)
    {
        if (done.Assignment is { } assignment)
        {
            await database.KeepForWatchersAsync(
                done.Incident.Id, handling.Actor.Person, handling.Now, cancel);
            database.Add(assignment);
            database.Add(IncidentAssignment.Told(done.Incident, handling.Actor.Person, handling.Now));
        }
        else
        {
            // The desks come to know by it; nobody is written to.
            database.Add(OutboxMessage.Of(
                "incident.put-aside", new { incident = done.Incident.Id.Value }, handling.Now));
        }

        return done.Incident.AsState();
    }
}
