using System.Text.RegularExpressions;

namespace Guichet.Tests.Tidy;

/// <summary>A method in a file, found by counting brackets: close enough to measure it.</summary>
internal sealed record Method(string Path, int Line, int Length, string Head);

internal static partial class Members
{
    /// <summary>The methods of C# that is formatted as ours is.</summary>
    public static IEnumerable<Method> MethodsOf(SourceFile file)
    {
        var lines = WithoutTexts(file.Text).Split('\n');
        var (depth, start, startDepth, isType) = (0, -1, 0, false);
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            if (start < 0 && line.Length > 0 && line[0] is not ('}' or '[' or '#'))
            {
                (start, startDepth, isType) = (index, depth, TypeHead().IsMatch(line));
            }

            foreach (var sign in line)
            {
                depth += sign is '{' or '(' or '[' ? 1 : sign is '}' or ')' or ']' ? -1 : 0;
                if (isType && sign == '{' && depth == startDepth + 1)
                {
                    // What follows are the members.
                    (start, isType) = (-1, false);
                }
            }

            if (start >= 0 && depth == startDepth && line.Length > 0 && line[^1] is ';' or '}' or ',')
            {
                if (start >= 0 && !isType && MethodHead().IsMatch(lines[start]))
                {
                    yield return new Method(file.Path, start + 1, index - start + 1, lines[start].Trim());
                }

                start = depth == startDepth ? -1 : start;
            }
        }
    }

    /// <summary>The text with its strings, characters and comments emptied, line for line.</summary>
    public static string WithoutTexts(string text) => Texts().Replace(text, match => match.Value[0] == '/'
        ? ""
        : $"\"{new string('\n', match.Value.Count(sign => sign == '\n'))}\"");

    [GeneratedRegex("""(?<!["\w])\$*\"{3}[\s\S]*?\"{3}|\$?@?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|//[^\n]*""")]
    private static partial Regex Texts();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+\w+")]
    private static partial Regex TypeHead();

    [GeneratedRegex(@"^[^=]*\w[>\w]*\(")]
    private static partial Regex MethodHead();
}
