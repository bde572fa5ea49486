using Guichet.Accounts;

namespace Guichet.Server.Mail;

/// <summary>Somebody a mail goes to.</summary>
/// <param name="Address">Their address.</param>
/// <param name="Name">As they are greeted; may be empty.</param>
/// <param name="Language"><c>en</c> or <c>fr</c>.</param>
/// <param name="Zone">In which times are written.</param>
internal sealed record Recipient(string Address, string Name, string Language, DateTimeZone Zone)
{
    /// <summary>Whose account it is; null for an address that has none here.</summary>
    public PersonId? Person { get; init; }

    /// <summary>What they are here; null without an account.</summary>
    public Role? Role { get; init; }
}

/// <summary>What a mail says, in its reader's language, before it has a form.</summary>
/// <param name="To">One reader: their language, and nobody else's address.</param>
/// <param name="Subject">In one line.</param>
/// <param name="Lead">What has happened.</param>
internal sealed record OutgoingMail(Recipient To, string Subject, string Lead)
{
    /// <summary>What is worth knowing at a glance.</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    /// <summary>What somebody wrote, as they wrote it; may be empty.</summary>
    public string Quote { get; init; } = "";

    /// <summary>What follows from it for the reader; may be empty.</summary>
    public string Outlook { get; init; } = "";

    /// <summary>Words and path of the page where the reader goes on.</summary>
    public required (string Text, string Path) Link { get; init; }

    /// <summary>Words and paths of what the reader can do at once, without signing in: keys, for their reader alone.
    /// </summary>
    public IReadOnlyList<(string Text, string Path)> Acts { get; init; } = [];

    /// <summary>Path of the page where the reader stops mails of this kind, without signing in; null where they cannot
    /// be stopped.</summary>
    public string? Stop { get; init; }

    /// <summary>The incident whose mails make one thread; null where there is none.</summary>
    public Guid? Incident { get; init; }
}
