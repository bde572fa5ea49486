using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Catalog;

/// <summary>The two formats in which a catalogue comes.</summary>
public enum CatalogFormat
{
    /// <summary>The catalogue file of Guichet.</summary>
    Guichet,

    /// <summary>The document <c>products/full</c> of the API v1 of endoflife.date.</summary>
    EndOfLife,
}

/// <summary>What came of reading a source.</summary>
public enum SourceOutcome
{
    /// <summary>It was not read yet.</summary>
    NotRead,

    /// <summary>It had something new, which is in the catalogue.</summary>
    Imported,

    /// <summary>It had nothing new.</summary>
    NothingNew,

    /// <summary>It moved a date backwards, and waits for an administrator.</summary>
    Waits,

    /// <summary>It could not be read.</summary>
    Failed,
}

/// <summary>A source to read on a schedule.</summary>
public sealed record NewCatalogSource
{
    /// <summary>Made by whoever adds it; sending it twice adds it once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>As it is called in the history.</summary>
    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>A public https address.</summary>
    [Required, StringLength(1000)]
    public string? Address { get; init; }

    /// <summary>What lies there.</summary>
    [Required]
    public CatalogFormat? Format { get; init; }

    /// <summary>Hours between two readings.</summary>
    [Required, Range(1, 8784)]
    public int? IntervalHours { get; init; }
}

/// <summary>Another name, address or schedule of a source.</summary>
public sealed record CatalogSourceChange
{
    /// <summary>As it is called in the history from now on.</summary>
    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>A public https address.</summary>
    [Required, StringLength(1000)]
    public string? Address { get; init; }

    /// <summary>Hours between two readings.</summary>
    [Required, Range(1, 8784)]
    public int? IntervalHours { get; init; }
}

/// <summary>A source that is read on a schedule.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">As it is called in the history.</param>
/// <param name="Address">Where it lies.</param>
/// <param name="Format">What lies there.</param>
/// <param name="IntervalHours">Hours between two readings.</param>
/// <param name="DueAt">When it is read next.</param>
/// <param name="FetchedAt">When it was read last; null for never.</param>
/// <param name="Outcome">What came of that.</param>
/// <param name="Code">Why it failed; null unless it did.</param>
/// <param name="Sentence">The same in words.</param>
/// <param name="PendingSince">When what waits for an administrator was fetched; null where nothing waits.</param>
public sealed record CatalogSourceView(
    Guid Id,
    string Name,
    string Address,
    CatalogFormat Format,
    int IntervalHours,
    DateTimeOffset DueAt,
    DateTimeOffset? FetchedAt,
    SourceOutcome Outcome,
    string? Code,
    string? Sentence,
    DateTimeOffset? PendingSince);

/// <summary>What a source brought and what an administrator has to approve.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Name">Its name.</param>
/// <param name="FetchedAt">When it was fetched.</param>
/// <param name="Preview">What it would change now; its version is the catalogue's.</param>
public sealed record PendingImportView(Guid Source, string Name, DateTimeOffset FetchedAt, CatalogImportView Preview);

/// <summary>An approval of what was seen: anything newer is not approved with it.</summary>
public sealed record PendingApproval
{
    /// <summary>When the pending import seen was fetched.</summary>
    [Required]
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>The catalogue version it was compared with.</summary>
    [Required]
    public int? Version { get; init; }
}
