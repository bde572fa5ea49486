using Guichet.Client.Catalog;
using Guichet.Server.Shell;
using NodaTime.Text;

namespace Guichet.Server.Upkeep.Desk;

/// <summary>The facts of the catalogue in the reader's words.</summary>
internal static class FactWords
{
    /// <summary>"Last day of mainstream support" for <c>mainstreamEndsOn</c>.</summary>
    public static string Field(this Texts texts, string field) => texts[$"upkeep.field.{field}"];

    /// <summary>A day as people write it, a dash for none, any other fact as it is.</summary>
    public static string Fact(this Texts texts, string value) => value switch
    {
        "" => "–",
        "true" or "false" => texts[$"upkeep.fact.{value}"],
        _ => LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var day } ? Format.ShortDate(day) : value,
    };

    /// <summary>Who made a version, or which source brought it by itself.</summary>
    public static string Author(this Texts texts, CatalogVersionView version) =>
        version.AppliedBy ?? texts[version.Kind == CatalogVersionKind.Shipped ? "upkeep.shipped" : "upkeep.by-itself"];

    /// <summary>"37 dates move; 2 open incidents and 14 packs are concerned."</summary>
    public static string Impact(this Texts texts, CatalogImpactView impact) => texts.Get(
        "upkeep.impact",
        ("moves", texts.Get("upkeep.impact.moves", ("count", impact.Moves.Count))),
        ("incidents", texts.Get("upkeep.impact.incidents", ("count", impact.OpenIncidents))),
        ("packs", texts.Get("upkeep.impact.packs", ("count", impact.Packs))));
}
