namespace Guichet.Files.Syntax;

/// <summary>How a closed set of values is written in files, both ways.</summary>
internal sealed class Words<T>(params (string Word, T Value)[] pairs)
    where T : struct
{
    public IEnumerable<string> All => pairs.Select(pair => pair.Word);

    public T? Find(string word)
    {
        foreach (var pair in pairs)
        {
            if (pair.Word == word)
            {
                return pair.Value;
            }
        }

        return null;
    }

    public string For(T value) =>
        pairs.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word;
}
