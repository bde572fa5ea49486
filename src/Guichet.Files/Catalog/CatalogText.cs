using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guichet.Catalog;
using NodaTime.Text;

namespace Guichet.Files.Catalog;

/// <summary>Writes the catalogue file: one release a line.</summary>
internal static class CatalogText
{
    public static string Of(IReadOnlyList<Product> products, IReadOnlyList<string> credits)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"format\": ").Append(Quoted(CatalogFile.Format)).Append(",\n");
        text.Append("  \"credits\": [").AppendJoin(",", credits.Select(credit => $"\n    {Quoted(credit)}"));
        text.Append(credits.Count > 0 ? "\n  ],\n" : "],\n");
        text.Append("  \"products\": [").AppendJoin(",", products.Select(Written));
        return text.Append(products.Count > 0 ? "\n  ]\n}\n" : "]\n}\n").ToString();
    }

    private static string Written(Product product)
    {
        var text = new StringBuilder();
        text.Append("\n    {\n      \"key\": ").Append(Quoted(product.Key));
        text.Append(",\n      \"name\": ").Append(Quoted(product.Name));
        text.Append(",\n      \"aliases\": [").AppendJoin(", ", product.Aliases.Select(Quoted));
        text.Append("],\n      \"releases\": [").AppendJoin(",", product.Releases.Select(Written));
        return text.Append(product.Releases.Count > 0 ? "\n      ]\n    }" : "]\n    }").ToString();
    }

    private static string Written(Release release)
    {
        var fields = new (string Key, string? Value)[]
        {
            ("key", release.Key),
            ("name", release.Name),
            ("policy", CatalogFile.Policies.For(release.Policy)),
            ("deployment", CatalogFile.Deployments.For(release.Deployment)),
            ("releasedOn", Day(release.ReleasedOn)),
            ("mainstreamEndsOn", Day(release.MainstreamEndsOn)),
            ("extendedEndsOn", Day(release.ExtendedEndsOn)),
            ("securityUpdatesEndOn", Day(release.SecurityUpdatesEndOn)),
            ("supersededBy", release.SupersededBy),
            ("generation", release.Generation),
            ("line", release.Line.Length > 0 ? release.Line : null),
            ("source", release.Source.Length > 0 ? release.Source : null),
        };
        var written = fields.Where(field => field.Value is not null)
            .Select(field => $"{Quoted(field.Key)}: {Quoted(field.Value!)}");
        var ended = release.EndedOnUnknownDay ? ", \"endedOnUnknownDay\": true" : "";
        return $"\n        {{ {string.Join(", ", written)}{ended} }}";
    }

    private static string? Day(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;

    private static string Quoted(string value) =>
        $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
