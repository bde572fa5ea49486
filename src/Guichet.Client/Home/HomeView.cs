using Guichet.Client.Incidents;
using Guichet.Client.Packs;

namespace Guichet.Client.Home;

/// <summary>What a customer is to do, the most pressing first.</summary>
public enum HomeNeedKind
{
    /// <summary>Accept the solution of an incident or say why not: silence accepts it.</summary>
    AnswerSolution,

    /// <summary>Accept the problem statement of an incident or propose another.</summary>
    AcceptStatement,

    /// <summary>Accept or decline parts that an incident is to be divided into.</summary>
    AnswerParts,

    /// <summary>Answer a question about an incident.</summary>
    Reply,

    /// <summary>Pay an order that was placed.</summary>
    PayOrder,

    /// <summary>Use a pack before it expires.</summary>
    PackExpires,

    /// <summary>Buy another pack, as few incidents are left in this one.</summary>
    PackNearlyUsedUp,

    /// <summary>Look at a charge while it can be disputed.</summary>
    LookAtCharge,
}

/// <summary>Something that a customer is to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">The incident, the order or the pack.</param>
/// <param name="Name">The incident's title, the order's confirmation number or the plan's name.</param>
/// <param name="Number">The incident's number; null for anything else.</param>
/// <param name="Until">When it is too late; null where nothing happens by itself.</param>
/// <param name="LastDay">The pack's last usable day, in the policy's time zone; null for anything else.</param>
/// <param name="Left">What is left in the pack; null for anything else, and for what is not counted.</param>
/// <param name="CustomerName">Whose request it is, where it is a colleague's; null where it is one's own.</param>
public sealed record HomeNeedView(
    HomeNeedKind Kind,
    Guid Id,
    string Name,
    long? Number = null,
    DateTimeOffset? Until = null,
    DateOnly? LastDay = null,
    int? Left = null,
    string? CustomerName = null);

/// <summary>An open incident on a customer's home.</summary>
/// <param name="Line">As in a list; its <c>DueAt</c> is the promise as long as nobody has responded.</param>
/// <param name="NextUpdateDueAt">When the vendor is to write next; null before the first response, while it waits on
/// the customer, and where the policy promises nothing.</param>
public sealed record HomeIncidentView(IncidentLineView Line, DateTimeOffset? NextUpdateDueAt);

/// <summary>A customer's home.</summary>
/// <param name="At">The instant that it was made for.</param>
/// <param name="Needs">What they are to do, the most pressing first.</param>
/// <param name="Open">Their open incidents, newest first, a few of them.</param>
/// <param name="OfOrganization">Open incidents of others in their organisation, newest first, a few of them; none where
/// their place does not let them see those.</param>
/// <param name="Packs">What has not expired: what can be used first, what expires first at the front; a few dozen at
/// most.</param>
/// <param name="MoreOpen">Whether there are more open incidents than shown.</param>
/// <param name="MoreOfOrganization">Whether the organisation has more than shown.</param>
public sealed record HomeView(
    DateTimeOffset At,
    IReadOnlyList<HomeNeedView> Needs,
    IReadOnlyList<HomeIncidentView> Open,
    IReadOnlyList<HomeIncidentView> OfOrganization,
    IReadOnlyList<PackView> Packs,
    bool MoreOpen,
    bool MoreOfOrganization)
{
    /// <summary>What the incidents of others in their organisation want of the customer, the most pressing first; none
    /// where their place does not let them see those. Whoever may only look is told too.</summary>
    public IReadOnlyList<HomeNeedView> NeedsOfOrganization { get; init; } = [];

    /// <summary>How many packs and contracts there are, the expired ones among them.</summary>
    public int PackCount { get; init; }

    /// <summary>Incidents that others let them see, what changed last first.</summary>
    public IReadOnlyList<GuestIncidentView> AsGuest { get; init; } = [];
}
