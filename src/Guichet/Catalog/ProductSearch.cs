namespace Guichet.Catalog;

/// <summary>Something found by name.</summary>
/// <param name="Product">The product.</param>
/// <param name="Release">The release that was meant; null where the words name the product as a whole.</param>
public sealed record ProductMatch(Product Product, Release? Release);

/// <summary>Type-ahead search over one catalogue: words in any order, case and accents left aside, the beginning of a
/// word is enough, other names of a product are found, and a word of five letters or more may hold one typing error.
/// Where nothing is found, words that tell no product from another are left out ("version", "pour", "Microsoft").
/// Built once for a catalogue; a search then looks at each different word once.</summary>
public sealed class ProductSearch
{
    private const int MinLettersForTypingError = 5;
    private const byte Exact = 0;
    private const byte Beginning = 1;
    private const byte TypingError = 4;
    private const byte NotFound = byte.MaxValue;
    private const int OtherNamePenalty = 1;
    private const int ManyProducts = 5;

    private readonly string[] vocabulary;
    private readonly Entry[] entries;
    private readonly HashSet<string> common;

    /// <summary>Reads the names of all products and releases of the catalogue.</summary>
    public ProductSearch(ProductCatalog catalog)
    {
        var ids = new Dictionary<string, int>();
        var found = new List<Entry>();
        foreach (var product in catalog.Products)
        {
            var others = Ids([product.Key, .. product.Aliases, .. WrittenAsOne(product.Name)]);
            var ofProduct = new Entry(new(product, null), Ids([product.Name]), others);
            found.Add(ofProduct);
            for (var i = product.Releases.Count - 1; i >= 0; i--)
            {
                var release = product.Releases[i];
                int[] otherNames = [.. ofProduct.Names, .. others, .. Ids([release.Key])];
                found.Add(new(new(product, release), Ids([release.Name]), otherNames));
            }
        }
        vocabulary = [.. ids.OrderBy(word => word.Value).Select(word => word.Key)];
        entries = [.. found];
        common = [.. catalog.Products
            .SelectMany(product => SearchWords.Of(string.Join(' ', [product.Name, .. product.Aliases])).Distinct())
            .Where(word => word.All(char.IsLetter))
            .CountBy(word => word)
            .Where(word => word.Value >= ManyProducts)
            .Select(word => word.Key)];

        int[] Ids(IEnumerable<string> texts) => [.. texts.SelectMany(SearchWords.Of).Distinct().Select(IdOf)];

        int IdOf(string word) => ids.TryGetValue(word, out var id) ? id : ids[word] = ids.Count;
    }

    /// <summary>The best matches, best first. A release is named where the words ask for more than its product's names,
    /// the newest first among equals; otherwise the product is. Nothing is found for a query without a word.</summary>
    public IReadOnlyList<ProductMatch> Find(string query, int limit)
    {
        var words = SearchWords.Of(query);
        if (words.Count == 0)
        {
            return [];
        }
        var matches = FindAll(words);
        if (matches.Count == 0)
        {
            matches = FindAll(SearchWords.CutAtDigits(words));
        }
        if (matches.Count == 0 && words.Count > 1)
        {
            matches = FindAll([string.Concat(words)]);
        }
        if (matches.Count == 0 && words.FindAll(Distinguishes) is { Count: > 0 } telling && telling.Count < words.Count)
        {
            matches = FindAll(telling);
        }
        return [.. matches.OrderBy(match => match.Penalty).Take(limit).Select(match => entries[match.Entry].Match)];
    }

    /// <summary>Neighbouring words of a name written as one: "sqlserver".</summary>
    private static IEnumerable<string> WrittenAsOne(string name)
    {
        var words = SearchWords.Of(name);
        return words.Zip(words.Skip(1), string.Concat);
    }

    /// <summary>Whether the word helps to tell one product from another: not those between words, nor those that many
    /// products have in their names ("Microsoft"), of which people write one too many.</summary>
    private bool Distinguishes(string word) => !SearchWords.Fillers.Contains(word) && !common.Contains(word);

    private List<(int Entry, int Penalty)> FindAll(List<string> words)
    {
        var penalties = words.ConvertAll(Penalties);
        var matches = new List<(int, int)>();
        var productMatched = false;
        for (var i = 0; i < entries.Length; i++)
        {
            var isProduct = entries[i].Match.Release is null;
            if (!isProduct && productMatched)
            {
                continue;
            }
            var penalty = Penalty(entries[i], penalties);
            productMatched = isProduct ? penalty is not null : productMatched;
            if (penalty is { } found)
            {
                matches.Add((i, found));
            }
        }
        return matches;
    }

    /// <summary>How far each word of the vocabulary is from the one typed.</summary>
    private byte[] Penalties(string typed)
    {
        var penalties = new byte[vocabulary.Length];
        var mayErr = typed.Length >= MinLettersForTypingError && typed.All(char.IsLetter);
        for (var i = 0; i < vocabulary.Length; i++)
        {
            penalties[i] = typed == vocabulary[i] ? Exact
                : vocabulary[i].StartsWith(typed, StringComparison.Ordinal) ? Beginning
                : mayErr && Spelling.IsNearPrefix(typed, vocabulary[i]) ? TypingError
                : NotFound;
        }
        return penalties;
    }

    /// <summary>Null where a word is missing. What was typed weighs most, then how much of the name was not
    /// typed.</summary>
    private static int? Penalty(Entry entry, List<byte[]> penalties)
    {
        var sum = 0;
        foreach (var ofWord in penalties)
        {
            int best = NotFound;
            foreach (var id in entry.Names)
            {
                best = Math.Min(best, ofWord[id]);
            }
            foreach (var id in entry.OtherNames)
            {
                best = Math.Min(best, ofWord[id] + OtherNamePenalty);
            }
            if (best >= NotFound)
            {
                return null;
            }
            sum += best;
        }
        return (sum * 100) + Math.Max(0, entry.Names.Length - penalties.Count);
    }

    private sealed record Entry(ProductMatch Match, int[] Names, int[] OtherNames);
}
