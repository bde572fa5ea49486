using System.Globalization;
using System.Text;

namespace Guichet.Catalog;

/// <summary>Cuts a text into the words by which it is looked for: lower case, without accents, parted at everything but
/// letters and digits; a point or a plus inside a word stays, so that 3.11 is one word.</summary>
internal static class SearchWords
{
    /// <summary>Words of English and French sentences that name nothing.</summary>
    public static IReadOnlySet<string> Fillers { get; } = new HashSet<string>
    {
        "a", "and", "edition", "for", "of", "on", "release", "the", "version", "with",
        "au", "avec", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sous", "sur", "un", "une",
    };

    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }
            if (char.IsLetterOrDigit(letter) || letter is '+' or '#' || (letter == '.' && word.Length > 0))
            {
                word.Append(char.ToLowerInvariant(letter));
                continue;
            }
            End();
        }
        End();
        return words;

        void End()
        {
            var found = word.ToString().TrimEnd('.');
            word.Clear();
            if (found.Length > 0)
            {
                words.Add(found);
            }
        }
    }

    /// <summary>The same words, cut once more where letters and digits meet: windows11 becomes windows and
    /// 11.</summary>
    public static List<string> CutAtDigits(List<string> words)
    {
        var cut = new List<string>(words.Count + 1);
        foreach (var word in words)
        {
            var from = 0;
            for (var i = 1; i < word.Length; i++)
            {
                if ((char.IsLetter(word[i - 1]) && char.IsDigit(word[i]))
                    || (char.IsDigit(word[i - 1]) && char.IsLetter(word[i])))
                {
                    cut.Add(word[from..i]);
                    from = i;
                }
            }
            cut.Add(word[from..]);
        }
        return cut;
    }
}
