namespace Guichet.Catalog;

/// <summary>Something the vendor supports, with its releases in order of succession, oldest first.</summary>
/// <param name="Key">Unique in the catalogue, in lower case with dashes: <c>windows-server</c>.</param>
/// <param name="Name">As people write it.</param>
/// <param name="Aliases">Other names and code names by which it is looked for.</param>
/// <param name="Releases">Oldest first: succession is this order, never the names or the dates.</param>
public sealed record Product(string Key, string Name, IReadOnlyList<string> Aliases, IReadOnlyList<Release> Releases);
