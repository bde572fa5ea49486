using System.Collections.Concurrent;
using System.Text.Json;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Presence;

/// <summary>Who looks at an incident, and whether they write.</summary>
/// <param name="Incident">Which.</param>
/// <param name="Person">Who.</param>
/// <param name="Name">As shown to the others.</param>
/// <param name="Writes">Whether they have typed in the last moments.</param>
internal sealed record Onlooker(Guid Incident, Guid Person, string Name, bool Writes);

/// <summary>Who of the desk is on which incident, on whichever node: in memory alone, for it is worth nothing a minute
/// later. Each node says to the others what it hears from its own pages, each time, so that a node that has just begun
/// knows all within seconds. Whoever is not heard of any more has left. No customer is in it, and no page or door of
/// theirs reads it.</summary>
internal sealed class WhoIsHere : IDisposable
{
    /// <summary>After which somebody who is not heard of has left; their page is heard of every eight seconds.
    /// </summary>
    public static readonly Duration Patience = Duration.FromSeconds(20);

    /// <summary>More pages than that are not followed: it is a courtesy, and must not fill the memory.</summary>
    private const int Most = 20_000;

    /// <summary>Nor more of one person: whatever opens them must not push out the others.</summary>
    public const int MostOfOne = 50;

    /// <summary>By which another node knows what is said of.</summary>
    private const string About = "here ";

    private readonly ConcurrentDictionary<(IncidentId Incident, PersonId Person, Guid Page), Visit> visits = new();
    private readonly ChangeSignal changes = new();
    private readonly IClock clock;
    private readonly NodeTalk talk;

    public WhoIsHere(IClock clock, NodeTalk talk)
    {
        (this.clock, this.talk) = (clock, talk);
        talk.Heard += Hear;
    }

    /// <summary>Ends when somebody comes, begins to write, stops or goes.</summary>
    public Task Next => changes.Next;

    /// <summary>A page of somebody's is open on an incident.</summary>
    public void Hear(IncidentId incident, Actor actor, Guid page, bool writes)
    {
        if (Keep(incident, actor.Person, actor.Name, page, writes))
        {
            Say(new(incident.Value, actor.Person.Value, page, actor.Name, writes));
        }
    }

    /// <summary>The page is closed.</summary>
    public void Leave(IncidentId incident, Actor actor, Guid page)
    {
        Forget(incident, actor.Person, page);
        Say(new(incident.Value, actor.Person.Value, page, actor.Name, Writes: false, Leaves: true));
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

    public void Dispose()
    {
        talk.Heard -= Hear;
        changes.Dispose();
    }

    private static bool IsOver(Visit visit, Instant now) => visit.HeardAt + Patience <= now;

    /// <summary>From another node, of a page of its own.</summary>
    private void Hear(string line)
    {
        if (!line.StartsWith(About, StringComparison.Ordinal)
            || JsonSerializer.Deserialize<Said>(line.AsSpan(About.Length)) is not { } said)
        {
            return;
        }

        var (incident, person) = (new IncidentId(said.Incident), new PersonId(said.Person));
        if (said.Leaves)
        {
            Forget(incident, person, said.Page);
        }
        else
        {
            Keep(incident, person, said.Name, said.Page, said.Writes);
        }
    }

    /// <summary>False where there is no room for it.</summary>
    private bool Keep(IncidentId incident, PersonId person, string name, Guid page, bool writes)
    {
        var (key, now) = ((incident, person, page), clock.GetCurrentInstant());
        var isNews = !visits.TryGetValue(key, out var before) || before.Writes != writes || IsOver(before, now);
        if (isNews)
        {
            ForgetOld(now);
        }

        if (before is null && !HasRoom(person))
        {
            return false;
        }

        visits[key] = new Visit(name, writes, now);
        if (isNews)
        {
            changes.Raise();
        }

        return true;
    }

    private void Forget(IncidentId incident, PersonId person, Guid page)
    {
        if (visits.TryRemove((incident, person, page), out _))
        {
            changes.Raise();
        }
    }

    private void Say(Said said) => talk.Say(About + JsonSerializer.Serialize(said));

    private bool HasRoom(PersonId person) =>
        visits.Count < Most && visits.Count(one => one.Key.Person == person) < MostOfOne;

    private void ForgetOld(Instant now)
    {
        foreach (var one in visits.Where(one => IsOver(one.Value, now)))
        {
            visits.TryRemove(one);
        }
    }

    private sealed record Visit(string Name, bool Writes, Instant HeardAt);

    /// <summary>As one node says it to another.</summary>
    private sealed record Said(
        Guid Incident, Guid Person, Guid Page, string Name, bool Writes, bool Leaves = false);
}
