using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>Where somebody writes on an incident. A customer has the reply alone.</summary>
public enum DraftBox
{
    /// <summary>A message to the other side.</summary>
    Reply,

    /// <summary>An internal note.</summary>
    Note,

    /// <summary>The problem statement.</summary>
    Statement,

    /// <summary>A solution.</summary>
    Solution,

    /// <summary>The words with which the incident is closed.</summary>
    Close,
}

/// <summary>What is written so far.</summary>
public sealed record NewDraft
{
    /// <summary>Id of the entry that it will become: sending that entry drops the draft that it was made from.
    /// </summary>
    [Required]
    public Guid? Entry { get; init; }

    /// <summary>Markdown; nothing drops the draft, where nothing is said of a solution either.</summary>
    [StringLength(50_000)]
    public string? Body { get; init; }

    /// <summary>With a statement: what counts as a solution.</summary>
    [StringLength(10_000)]
    public string? SolutionCriterion { get; init; }

    /// <summary>Minutes spent, of an agent.</summary>
    [Range(0, 1440)]
    public int? Minutes { get; init; }

    /// <summary>The version of the incident that the writer has read; 0 where they do not say.</summary>
    [Range(0, int.MaxValue)]
    public int Version { get; init; }

    /// <summary>Made anew by each page or program that writes: what it kept itself does not stand in its way, even
    /// where it never heard that it was kept.</summary>
    public Guid? Page { get; init; }
}

/// <summary>That a draft is kept.</summary>
/// <param name="Revision">Which time: sent back with the next, it keeps another page's words from being replaced.
/// </param>
/// <param name="KeptAt">When; null where there was nothing to keep, and what was kept before is gone.</param>
/// <param name="Entry">Id of the entry that it will become: another than was said where another text was sent under
/// that one meanwhile.</param>
public sealed record KeptDraft(int Revision, DateTimeOffset? KeptAt, Guid Entry);

/// <summary>What was kept of an entry when its writer sent it.</summary>
public sealed record SentDraft
{
    /// <summary>The revision that the writer has read; 0 for none.</summary>
    [Range(0, int.MaxValue)]
    public int Revision { get; init; }

    /// <summary>As the draft was kept with: what the same page has kept goes, even where it never heard that.</summary>
    public Guid? Page { get; init; }
}

/// <summary>What somebody has written and not sent; nobody but they can read it.</summary>
/// <param name="Box">Where.</param>
/// <param name="Entry">Id of the entry that it will become.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Minutes">Minutes spent; null where nothing is said.</param>
/// <param name="Version">The version of the incident that its writer had read.</param>
/// <param name="KeptAt">When it was last kept.</param>
/// <param name="SolutionCriterion">With a statement: what counts as a solution; empty where nothing is said.</param>
/// <param name="Revision">Which time it was kept.</param>
public sealed record DraftView(
    DraftBox Box,
    Guid Entry,
    string Body,
    int? Minutes,
    int Version,
    DateTimeOffset KeptAt,
    string SolutionCriterion,
    int Revision);
