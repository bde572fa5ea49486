using Guichet.Client.Incidents;

namespace Guichet.Client.Search;

/// <summary>What comes first in the answer to a search.</summary>
public enum SearchOrder
{
    /// <summary>The last submitted.</summary>
    Newest,

    /// <summary>What fits best, among the newest 1,000 that were found.</summary>
    Relevance,
}

/// <summary>Where in an incident words were found.</summary>
public enum SearchPlace
{
    /// <summary>In the problem statement.</summary>
    Statement,

    /// <summary>In a message.</summary>
    Message,

    /// <summary>In an internal note; the vendor's side only.</summary>
    Note,

    /// <summary>In the name of an attached file.</summary>
    Attachment,
}

/// <summary>An incident that was found.</summary>
/// <param name="Incident">As in a list.</param>
/// <param name="Title">Its title, cut where the words that were looked for begin and end.</param>
/// <param name="Excerpt">Where else the words stand; null where the title has them all, or none was looked for.</param>
public sealed record SearchHitView(
    IncidentLineView Incident, IReadOnlyList<SearchPieceView> Title, SearchExcerptView? Excerpt);

/// <summary>A stretch of a text in which words were found.</summary>
/// <param name="Place">What it is of.</param>
/// <param name="Entry">Id of the message or note; null for the others.</param>
/// <param name="Pieces">The stretch, as plain text.</param>
public sealed record SearchExcerptView(SearchPlace Place, Guid? Entry, IReadOnlyList<SearchPieceView> Pieces);

/// <summary>A piece of a text, as it was written: whoever shows it makes it safe.</summary>
/// <param name="Text">Never empty.</param>
/// <param name="IsHit">Whether it is a word that was looked for.</param>
public sealed record SearchPieceView(string Text, bool IsHit);

/// <summary>What a renewed index begins with.</summary>
/// <param name="Incidents">About as many incidents are read again, newest first; searches go on meanwhile.</param>
public sealed record SearchRebuildView(long Incidents);
