using System.Collections.Concurrent;
using Guichet.Accounts;
using Guichet.Incidents;

namespace Guichet.Server.Incidents.Presence;

/// <summary>Who looks at an incident, and whether they write.</summary>
/// <param name="Incident">Which.</param>
/// <param name="Person">Who.</param>
/// <param name="Name">As shown to the others.</param>
/// <param name="Writes">Whether they have typed in the last moments.</param>
internal sealed record Onlooker(Guid Incident, Guid Person, string Name, bool Writes);

/// <summary>Who of the desk is on which incident, on this node: in memory alone, for it is worth nothing a minute
/// later. Whoever is not heard of any more has left. No customer is in it, and no page or door of theirs reads it.
/// </summary>
internal sealed class WhoIsHere(IClock clock) : IDisposable
{
    /// <summary>After which somebody who is not heard of has left; their page is heard of every eight seconds.
    /// </summary>
    public static readonly Duration Patience = Duration.FromSeconds(20);

    /// <summary>More pages than that are not followed: it is a courtesy, and must not fill the memory.</summary>
    private const int Most = 20_000;

    /// <summary>Nor more of one person: whatever opens them must not push out the others.</summary>
    public const int MostOfOne = 50;

    private readonly ConcurrentDictionary<(IncidentId Incident, PersonId Person, Guid Page), Visit> visits = new();
    private readonly Storage.ChangeSignal changes = new();

    /// <summary>Ends when somebody comes, begins to write, stops or goes.</summary>
    public Task Next => changes.Next;

    /// <summary>A page of somebody's is open on an incident.</summary>
    public void Hear(IncidentId incident, Actor actor, Guid page, bool writes)
    {
        var (key, now) = ((incident, actor.Person, page), clock.GetCurrentInstant());
        var isNews = !visits.TryGetValue(key, out var before) || before.Writes != writes || IsOver(before, now);
        if (isNews)
        {
            ForgetOld(now);
        }

        if (before is null && !HasRoom(actor.Person))
        {
            return;
        }

        visits[key] = new Visit(actor.Name, writes, now);
        if (isNews)
        {
            changes.Raise();
        }
    }

    /// <summary>The page is closed.</summary>
    public void Leave(IncidentId incident, Actor actor, Guid page)
    {
        if (visits.TryRemove((incident, actor.Person, page), out _))
        {
            changes.Raise();
        }
    }

    /// <summary>Everybody but the one who asks, each once on an incident, by incident and name.</summary>
    /// <param name="but">Who asks.</param>
    /// <param name="incident">On that alone; null for all.</param>
    public IReadOnlyList<Onlooker> List(PersonId but, IncidentId? incident = null)
    {
        var now = clock.GetCurrentInstant();
        return
        [
            .. visits
                .Where(one => one.Key.Person != but && (incident is null || one.Key.Incident == incident))
                .Where(one => !IsOver(one.Value, now))
                .GroupBy(one => (one.Key.Incident, one.Key.Person))
                .Select(one => new Onlooker(
                    one.Key.Incident.Value,
                    one.Key.Person.Value,
                    one.First().Value.Name,
                    one.Any(visit => visit.Value.Writes)))
                .OrderBy(one => one.Incident)
                .ThenBy(one => one.Name, StringComparer.CurrentCulture),
        ];
    }

    public void Dispose() => changes.Dispose();

    private bool HasRoom(PersonId person) =>
        visits.Count < Most && visits.Count(one => one.Key.Person == person) < MostOfOne;

    private static bool IsOver(Visit visit, Instant now) => visit.HeardAt + Patience <= now;

    private void ForgetOld(Instant now)
    {
        foreach (var one in visits.Where(one => IsOver(one.Value, now)))
        {
            visits.TryRemove(one);
        }
    }

    private sealed record Visit(string Name, bool Writes, Instant HeardAt);
}
