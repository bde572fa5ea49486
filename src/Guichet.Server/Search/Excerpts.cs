using System.Text;
using Guichet.Client.Search;

namespace Guichet.Server.Search;

/// <summary>A text of an incident in which words may stand.</summary>
/// <param name="Place">What it is of.</param>
/// <param name="Entry">Id of the message or note.</param>
/// <param name="Text">As it was written.</param>
internal readonly record struct FoundText(SearchPlace Place, Guid? Entry, string Text);

/// <summary>Finds the words of a search in texts, and cuts out what is shown. It gives plain text in pieces; nothing in
/// it is markup.</summary>
internal sealed class Excerpts
{
    private const int Longest = 220;
    private const int Lead = 60;

    /// <summary>By stem, which word of the search it belongs to.</summary>
    private readonly Dictionary<string, int> wanted = [];
    private readonly HashSet<char> beginnings = [];
    private readonly Stems stems = new();
    private readonly int all;

    public Excerpts(IReadOnlyList<IReadOnlyList<string>> words)
    {
        all = words.Count;
        for (var word = 0; word < words.Count; word++)
        {
            foreach (var stem in words[word])
            {
                wanted.TryAdd(stem, word);
                beginnings.Add(stem[0]);
            }
        }
    }

    /// <summary>Whether there is a word to look for at all.</summary>
    public bool Any => all > 0;

    /// <summary>How many of the words a text has, and whether these are all.</summary>
    public (int Count, bool All) Has(string? text)
    {
        var found = new HashSet<int>();
        foreach (var (_, word) in Find(text ?? ""))
        {
            found.Add(word);
            if (found.Count == all)
            {
                break;
            }
        }

        return (found.Count, found.Count == all);
    }

    /// <summary>The whole text in pieces.</summary>
    public IReadOnlyList<SearchPieceView> Mark(string text) => Cut(text, 0, text.Length);

    /// <summary>The first text that has all the words, else the one that has most; null where none has any.</summary>
    public SearchExcerptView? Choose(IEnumerable<FoundText> texts)
    {
        FoundText? best = null;
        var most = 0;
        foreach (var text in texts)
        {
            var (count, hasAll) = Has(text.Text);
            if (count > most)
            {
                (best, most) = (text, count);
            }

            if (hasAll && count > 0)
            {
                break;
            }
        }

        return best is { } chosen
            ? new SearchExcerptView(chosen.Place, chosen.Entry, Around(chosen.Text))
            : null;
    }

    /// <summary>A stretch of the text, from a little before its first word that was looked for.</summary>
    private IReadOnlyList<SearchPieceView> Around(string text)
    {
        var first = Find(text).First().Word.Start;
        var start = first <= Lead ? 0 : BeginningOfWord(text, first - Lead, first);
        var end = text.Length - start <= Longest ? text.Length : EndOfWord(text, start + Longest);
        var pieces = Cut(text, start, end);
        return
        [
            .. start > 0 ? [new SearchPieceView("… ", false)] : Array.Empty<SearchPieceView>(),
            .. pieces,
            .. end < text.Length ? [new SearchPieceView(" …", false)] : Array.Empty<SearchPieceView>(),
        ];
    }

    private List<SearchPieceView> Cut(string text, int start, int end)
    {
        var pieces = new List<SearchPieceView>();
        var place = start;
        foreach (var (word, _) in Find(text).SkipWhile(hit => hit.Word.Start < start))
        {
            if (word.Start + word.Length > end)
            {
                break;
            }

            Add(text[place..word.Start], false);
            Add(text.Substring(word.Start, word.Length), true);
            place = word.Start + word.Length;
        }

        Add(text[place..end], false);
        return pieces;

        void Add(string piece, bool isHit)
        {
            if (InOneLine(piece) is { Length: > 0 } line)
            {
                pieces.Add(new SearchPieceView(line, isHit));
            }
        }
    }

    private IEnumerable<(TextWord Word, int Place)> Find(string text)
    {
        foreach (var word in TextWords.In(text))
        {
            // No ending changes how a word begins.
            if (beginnings.Contains(word.Folded[0]))
            {
                foreach (var stem in stems.Of(word.Folded))
                {
                    if (wanted.TryGetValue(stem, out var place))
                    {
                        yield return (word, place);
                        break;
                    }
                }
            }
        }
    }

    private static int BeginningOfWord(string text, int from, int until)
    {
        var space = text.AsSpan(from, until - from).IndexOfAny(' ', '\n', '\t');
        return space < 0 ? until : from + space + 1;
    }

    private static int EndOfWord(string text, int until)
    {
        var space = text.AsSpan(0, until).LastIndexOfAny(' ', '\n', '\t');
        var end = space > until - Lead ? space : until;
        return char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }

    /// <summary>Line breaks become spaces, and what no screen can show is left out.</summary>
    private static string InOneLine(string piece)
    {
        var line = new StringBuilder(piece.Length);
        foreach (var letter in piece)
        {
            if (char.IsWhiteSpace(letter))
            {
                if (line.Length == 0 || line[^1] != ' ')
                {
                    line.Append(letter is '\u00A0' or '\u202F' ? letter : ' ');
                }
            }
            else if (!char.IsControl(letter))
            {
                line.Append(letter);
            }
        }

        return line.ToString();
    }
}
