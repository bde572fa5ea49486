using System.Globalization;
using System.Text;

namespace Guichet.Server.Search;

/// <summary>A word of a text: letters and digits.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Characters of the text that it takes.</param>
/// <param name="Folded">In lower case and without accents; at most 40 characters, the rest of a longer one is left out.
/// </param>
internal readonly record struct TextWord(int Start, int Length, string Folded);

/// <summary>Cuts texts into words. Whatever else a text holds parts words and is left out, so that nothing of it
/// reaches the language in which an index is asked.</summary>
internal static class TextWords
{
    private const int Longest = 40;

    private static readonly string[] Plain = [.. Enumerable.Range(0, 0x250).Select(one => Fold((char)one))];

    public static IEnumerable<TextWord> In(string text)
    {
        var word = new StringBuilder();
        var start = -1;
        for (var place = 0; place <= text.Length; place++)
        {
            if (place < text.Length && IsPart(text[place], start >= 0))
            {
                start = start < 0 ? place : start;
                if (word.Length < Longest)
                {
                    word.Append(text[place] < Plain.Length ? Plain[text[place]] : Fold(text[place]));
                }
            }
            else if (start >= 0)
            {
                if (word.Length > 0)
                {
                    yield return new TextWord(start, place - start, word.ToString(0, Math.Min(word.Length, Longest)));
                }

                word.Clear();
                start = -1;
            }
        }
    }

    /// <summary>An accent that stands by itself belongs to the letter before it.</summary>
    private static bool IsPart(char letter, bool inWord) => char.IsLetterOrDigit(letter)
        || (inWord && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark);

    private static string Fold(char letter) => letter switch
    {
        'œ' or 'Œ' => "oe",
        'æ' or 'Æ' => "ae",
        'ß' => "ss",
        _ when char.IsSurrogate(letter) => "",
        _ => string.Concat(letter.ToString().Normalize(NormalizationForm.FormKD)
            .Where(char.IsLetterOrDigit)
            .Select(char.ToLowerInvariant)),
    };
}
