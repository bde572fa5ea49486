using System.Collections.Frozen;
using System.Text;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Guichet.Server.Search;

/// <summary>The stems of words. A word has one of French and one of English, as nobody says in which language a text
/// is; two words are taken for the same where they share one. For one text or one search; not for several threads.
/// </summary>
internal sealed class Stems
{
    /// <summary>Shorter words have no endings.</summary>
    private const int Shortest = 3;

    private static readonly FrozenSet<string> Silent =
        FoldedOf(FrenchAnalyzer.DefaultStopSet).Concat(FoldedOf(EnglishAnalyzer.DefaultStopSet)).ToFrozenSet();

    private readonly FrenchLightStemmer french = new();
    private readonly EnglishStemmer english = new();
    private readonly Dictionary<string, string[]> known = [];

    /// <summary>Whether the word says nothing of what is looked for, in either language; a lone letter is what an
    /// apostrophe has left.</summary>
    public static bool IsSilent(string folded) =>
        (folded.Length == 1 && char.IsLetter(folded[0])) || Silent.Contains(folded);

    /// <summary>One or two, of letters and digits only; never empty. What has digits is a number or a code, and stays
    /// as it is.</summary>
    public string[] Of(string folded)
    {
        if (!known.TryGetValue(folded, out var stems))
        {
            known[folded] = stems = Find(folded);
        }

        return stems;
    }

    private string[] Find(string folded)
    {
        if (folded.Length < Shortest || folded.Any(char.IsDigit))
        {
            return [folded];
        }

        english.SetCurrent(folded);
        english.Stem();
        var letters = folded.ToCharArray();
        var (one, other) = (new string(letters, 0, french.Stem(letters, letters.Length)), english.Current);
        return one.Length == 0 || other.Length == 0 ? [folded] : one == other ? [one] : [one, other];
    }

    private static IEnumerable<string> FoldedOf(CharArraySet words) =>
        words.SelectMany(word => TextWords.In(word)).Select(word => word.Folded);
}
