using Guichet.Accounts;

namespace Guichet.Teams;

/// <summary>How the incident of a team finds its owner.</summary>
public enum OwnerChoice
{
    /// <summary>It waits until somebody takes it.</summary>
    None,

    /// <summary>Whoever was given one longest ago.</summary>
    RoundRobin,

    /// <summary>Whoever has the fewest open incidents.</summary>
    LeastLoaded,
}

/// <summary>Agents who look after incidents together.</summary>
/// <param name="Key">Unique, in lower case with dashes; stands in addresses and never changes.</param>
/// <param name="Name">As people write it.</param>
/// <param name="Calendar">Key of the calendar of its hours; null: day and night.</param>
/// <param name="Choice">How its incidents find their owner.</param>
/// <param name="Skills">What it is good at; see <see cref="ProductSkills"/>.</param>
/// <param name="HandsOverTo">Keys of the teams that go on when it closes, the first that is open; may be
/// empty.</param>
/// <param name="Retired">Whether it gets no incident any more.</param>
/// <param name="Members">By name.</param>
/// <param name="Version">Counts up with each change.</param>
public sealed record Team(
    string Key,
    string Name,
    string? Calendar,
    OwnerChoice Choice,
    IReadOnlyList<string> Skills,
    IReadOnlyList<string> HandsOverTo,
    bool Retired,
    IReadOnlyList<TeamMember> Members,
    int Version);

/// <summary>An agent in a team.</summary>
/// <param name="Person">The agent.</param>
/// <param name="Name">As shown to others.</param>
/// <param name="Skills">What they are good at; empty: what the team is.</param>
public sealed record TeamMember(PersonId Person, string Name, IReadOnlyList<string> Skills);
