using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Teams;

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
/// <param name="Key">Unique; never changes.</param>
/// <param name="Name">As people write it.</param>
/// <param name="Calendar">Key of the calendar of its hours; null: day and night.</param>
/// <param name="OpenNow">Whether it is at work now.</param>
/// <param name="Choice">How its incidents find their owner.</param>
/// <param name="Skills">What it is good at: products, lines and releases.</param>
/// <param name="HandsOverTo">Keys of the teams that go on when it closes, the first that is open.</param>
/// <param name="Retired">Whether it gets no incident any more.</param>
/// <param name="Members">By name.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record TeamView(
    string Key,
    string Name,
    string? Calendar,
    bool OpenNow,
    OwnerChoice Choice,
    IReadOnlyList<string> Skills,
    IReadOnlyList<string> HandsOverTo,
    bool Retired,
    IReadOnlyList<TeamMemberView> Members,
    int Version);

/// <summary>An agent in a team.</summary>
/// <param name="Person">The agent.</param>
/// <param name="Name">As shown to others.</param>
/// <param name="Skills">What they are good at; empty: what the team is.</param>
public sealed record TeamMemberView(Guid Person, string Name, IReadOnlyList<string> Skills);

/// <summary>A team as it is to be.</summary>
public sealed record TeamEntry
{
    /// <summary>As people write it.</summary>
    [Required, StringLength(80, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Key of a calendar of the policy; left out: day and night.</summary>
    [StringLength(100)]
    public string? Calendar { get; init; }

    /// <summary>How its incidents find their owner.</summary>
    public OwnerChoice Choice { get; init; }

    /// <summary>What it is good at: <c>windows-server</c>, <c>windows-server/annual</c> (a line) or
    /// <c>windows-server/2019</c>.</summary>
    [MaxLength(200)]
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Keys of the teams that go on when it closes, in order.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> HandsOverTo { get; init; } = [];

    /// <summary>It gets no incident any more.</summary>
    public bool Retired { get; init; }

    /// <summary>All of them.</summary>
    [MaxLength(200)]
    public IReadOnlyList<TeamMemberEntry> Members { get; init; } = [];
}

/// <summary>An agent in a team.</summary>
public sealed record TeamMemberEntry
{
    /// <summary>The agent.</summary>
    [Required]
    public Guid? Person { get; init; }

    /// <summary>What they are good at; empty: what the team is.</summary>
    [MaxLength(200)]
    public IReadOnlyList<string> Skills { get; init; } = [];
}

/// <summary>The rules by which teams get new incidents, in order; the first that fits and finds a team decides.
/// </summary>
public sealed record AssignmentRules
{
    /// <summary>None: nobody is assigned.</summary>
    [Required, MaxLength(200)]
    public IReadOnlyList<AssignmentRuleEntry>? Rules { get; init; }

    /// <summary>Of the teams and rules as a whole; counts up with each change.</summary>
    public int Revision { get; init; }
}

/// <summary>Which team gets a new incident.</summary>
public sealed record AssignmentRuleEntry
{
    /// <summary>Products, lines or releases; empty: any.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Products { get; init; } = [];

    /// <summary>Severities; empty: any.</summary>
    [MaxLength(3)]
    public IReadOnlyList<Incidents.Severity> Severities { get; init; } = [];

    /// <summary>Keys of plans; empty: any.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>Keys of teams, in order: the first that is open now, else the first. Empty: those that are skilled in
    /// the product.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Teams { get; init; } = [];
}
