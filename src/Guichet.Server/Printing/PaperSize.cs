namespace Guichet.Server.Printing;

/// <summary>What a document is printed on, upright. Lengths are in points: 72 to an inch.</summary>
internal sealed record PaperSize(string Name, float Width, float Height)
{
    public static PaperSize A4 { get; } = new("A4", 595, 842);

    public static PaperSize Letter { get; } = new("Letter", 612, 792);

    /// <summary>By its name in whatever case; null for another one.</summary>
    public static PaperSize? Find(string? name) =>
        new[] { A4, Letter }.FirstOrDefault(size => size.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Where a passage stands beside the left margin. Lengths are in points.</summary>
/// <param name="Left">How far it is set in.</param>
/// <param name="Mark">What stands before its first line, as the number in a list.</param>
/// <param name="Rules">Where rules run down beside it, as beside a quotation.</param>
internal sealed record PrintedPlace(float Left, string Mark, IReadOnlyList<float> Rules);

/// <summary>A column of a printed table.</summary>
/// <param name="Head">What stands above it.</param>
/// <param name="Share">Its width, as a share of the sum of all columns' shares.</param>
/// <param name="IsNumber">Whether its cells stand at its right edge.</param>
internal sealed record PrintedColumn(string Head, float Share, bool IsNumber = false);
