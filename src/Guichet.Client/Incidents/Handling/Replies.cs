using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Incidents;

/// <summary>What a macro says to the customer.</summary>
public enum MacroAct
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A message, and the work goes on.</summary>
    Reply,

    /// <summary>A question: the incident waits for the customer.</summary>
    Ask,

    /// <summary>A solution.</summary>
    Solution,
}

/// <summary>What a macro does with an incident among the desk's own.</summary>
public enum MacroHandling
{
    /// <summary>It stays with whom it is.</summary>
    None,

    /// <summary>Whoever runs the macro takes it.</summary>
    Take,

    /// <summary>It goes to a team.</summary>
    Team,

    /// <summary>It goes to the team that is open now.</summary>
    HandOver,
}

/// <summary>A reply that is written once and used often, in both languages.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">As agents call it.</param>
/// <param name="English">Markdown, with fields such as <c>{customer.name}</c>.</param>
/// <param name="French">The same in French; empty: the English one serves both.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record CannedReplyView(Guid Id, string Name, string English, string French, int Version);

/// <summary>A canned reply as it is to be.</summary>
public sealed record CannedReplyEntry
{
    /// <summary>As agents call it.</summary>
    [Required, StringLength(80, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Markdown, with fields such as <c>{customer.name}</c>.</summary>
    [Required, StringLength(20_000, MinimumLength = 1)]
    public string? English { get; init; }

    /// <summary>The same in French; left out: the English one serves both.</summary>
    [StringLength(20_000)]
    public string? French { get; init; }
}

/// <summary>A canned reply as the customer of an incident would read it.</summary>
/// <param name="Language">Theirs: <c>en</c> or <c>fr</c>.</param>
/// <param name="Text">Markdown, with its fields filled in.</param>
public sealed record FilledReplyView(string Language, string Text);

/// <summary>Several acts at once.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">As agents call it.</param>
/// <param name="Act">What it says to the customer.</param>
/// <param name="Reply">The canned reply that it says; null for none.</param>
/// <param name="Handling">What it does with the incident.</param>
/// <param name="Team">Key of the team that it goes to; null for none.</param>
/// <param name="SnoozeHours">For how long it is put aside; null: it is not.</param>
/// <param name="Version">For <c>If-Match</c>.</param>
public sealed record MacroView(
    Guid Id,
    string Name,
    MacroAct Act,
    Guid? Reply,
    MacroHandling Handling,
    string? Team,
    int? SnoozeHours,
    int Version);

/// <summary>A macro as it is to be.</summary>
public sealed record MacroEntry
{
    /// <summary>As agents call it.</summary>
    [Required, StringLength(80, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>What it says to the customer.</summary>
    public MacroAct Act { get; init; }

    /// <summary>The canned reply that it says; needed where it says something.</summary>
    public Guid? Reply { get; init; }

    /// <summary>What it does with the incident.</summary>
    public MacroHandling Handling { get; init; }

    /// <summary>Key of the team that it goes to; needed for that.</summary>
    [StringLength(100)]
    public string? Team { get; init; }

    /// <summary>For how long it is put aside; left out: it is not.</summary>
    [Range(1, 2160)]
    public int? SnoozeHours { get; init; }
}

/// <summary>A macro is run on an incident: all of it, or nothing.</summary>
public sealed record NewMacroRun
{
    /// <summary>Of the message, made by the writer (a version-7 GUID): sent twice, it is done once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>What is said instead of the canned reply; left out: the reply, in the customer's language.</summary>
    [StringLength(50_000)]
    public string? Body { get; init; }
}
