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
    /// <summary>Id of the entry that it will become: sending that entry drops the draft.</summary>
    [Required]
    public Guid? Entry { get; init; }

    /// <summary>Markdown; nothing drops the draft.</summary>
    [StringLength(50_000)]
    public string? Body { get; init; }

    /// <summary>Minutes spent, of an agent.</summary>
    [Range(0, 1440)]
    public int? Minutes { get; init; }

    /// <summary>The version of the incident that the writer has read; 0 where they do not say.</summary>
    [Range(0, int.MaxValue)]
    public int Version { get; init; }
}

/// <summary>What somebody has written and not sent; nobody but they can read it.</summary>
/// <param name="Box">Where.</param>
/// <param name="Entry">Id of the entry that it will become.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Minutes">Minutes spent; null where nothing is said.</param>
/// <param name="Version">The version of the incident that its writer had read.</param>
/// <param name="KeptAt">When it was last kept.</param>
public sealed record DraftView(
    DraftBox Box, Guid Entry, string Body, int? Minutes, int Version, DateTimeOffset KeptAt);
