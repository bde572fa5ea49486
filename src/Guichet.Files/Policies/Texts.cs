using Guichet.Files.Syntax;

namespace Guichet.Files.Policies;

/// <summary>Texts in two languages: one text for both, or <c>{ en: …, fr: … }</c>.</summary>
internal static class Texts
{
    public static LocalizedText Required(Section section, string key) =>
        section.Require(key) is { } node ? Of(section, node) : new LocalizedText("");

    public static LocalizedText Optional(Section section, string key) =>
        section.Find(key) is { } node ? Of(section, node) : new LocalizedText("");

    private static LocalizedText Of(Section section, Node node)
    {
        if (node is not Mapping)
        {
            return new LocalizedText(section.TextOf(node) ?? "");
        }

        var languages = new Section(node, section.Mistakes, "en", "fr");
        return new LocalizedText(languages.Text("en"), languages.OptionalText("fr") ?? "");
    }
}
