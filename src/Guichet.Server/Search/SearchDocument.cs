namespace Guichet.Server.Search;

/// <summary>Who may find an incident by a text.</summary>
internal enum Audience
{
    /// <summary>Both sides.</summary>
    Everybody,

    /// <summary>The vendor's side alone.</summary>
    Desk,
}

/// <summary>The words of one incident on their way into the index: each stem once. What is said first counts: past a
/// limit that no conversation of people reaches, the rest is left out, on both databases alike.</summary>
internal sealed class SearchDocument(long number, Stems stems)
{
    /// <summary>PostgreSQL takes a megabyte of different words.</summary>
    private const int MostCharacters = 250_000;

    private readonly HashSet<string> shown = [];
    private readonly HashSet<string> desk = [];
    private int length;

    /// <summary>The incident's.</summary>
    public long Number => number;

    /// <summary>For customers: parted by spaces.</summary>
    public string Shown => string.Join(' ', shown);

    /// <summary>For the desk: the same and more.</summary>
    public string Desk => string.Join(' ', desk);

    public void Add(string? text, Audience audience)
    {
        foreach (var word in TextWords.In(text ?? ""))
        {
            foreach (var stem in stems.Of(word.Folded))
            {
                Mark(stem, audience);
            }
        }
    }

    /// <summary>A mark, or a stem.</summary>
    public void Mark(string word, Audience audience)
    {
        if (length > MostCharacters)
        {
            return;
        }

        if (desk.Add(word))
        {
            length += word.Length + 1;
        }

        if (audience == Audience.Everybody)
        {
            shown.Add(word);
        }
    }
}
