using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>A view of the queue that somebody has kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">As its maker calls it.</param>
/// <param name="Shared">Whether every agent sees it.</param>
/// <param name="Mine">Whether the reader made it.</param>
/// <param name="OwnerName">Who made it.</param>
/// <param name="Address">Where it is, with filters, order and columns.</param>
public sealed record SavedViewView(Guid Id, string Name, bool Shared, bool Mine, string OwnerName, string Address);

/// <summary>A view of the queue as it is to be kept.</summary>
public sealed record SavedViewEntry
{
    /// <summary>As its maker calls it.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Every agent sees it.</summary>
    public bool Shared { get; init; }

    /// <summary>What the queue is narrowed to, and its order.</summary>
    [Required]
    public QueueQuestion? Filter { get; init; }

    /// <summary>Of <c>number</c>, <c>severity</c>, <c>response</c>, <c>customer</c>, <c>product</c>, <c>status</c>,
    /// <c>plan</c>, <c>team</c>, <c>agent</c>; none: all.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string> Columns { get; init; } = [];
}
