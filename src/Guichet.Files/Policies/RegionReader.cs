using Guichet.Files.Syntax;
using Guichet.ServiceLevels;

namespace Guichet.Files.Policies;

/// <summary>Reads which business calendar holds for the customers of which countries.</summary>
internal sealed class RegionReader(MistakeLog mistakes, PolicyKeys calendarKeys)
{
    private const string Key = "calendarByRegion";
    private readonly Dictionary<string, int> lines = [];

    public List<CalendarRegion> ReadAll(Section file)
    {
        var regions = file.Items(Key).Select(Read).ToList();
        if (file.Find(Key) is { } list && !lines.ContainsKey(CalendarRegion.Everywhere))
        {
            mistakes.Add(list, "policy.region-default-missing",
                "There is no region '*' for the countries that no other one names.");
        }

        return regions;
    }

    /// <summary>Whether it is no country, which is then in the log.</summary>
    public static bool IsMalformed(Node at, string country, MistakeLog mistakes)
    {
        if (country == CalendarRegion.Everywhere || (country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
        {
            return false;
        }

        mistakes.Add(at, "policy.country-malformed",
            $"'{country}' is not a country: two capital letters as in 'FR', or '*' for all others.");
        return true;
    }

    private CalendarRegion Read(Node node)
    {
        var section = new Section(node, mistakes, PolicySchema.Region.Keys);
        section.Require("countries");
        var countries = section.TextItems("countries");
        if (section.Find("countries") is Sequence { Items.Count: 0 } none)
        {
            mistakes.Add(none, "file.list-empty", "The list names no country.");
        }

        foreach (var country in countries)
        {
            if (!IsMalformed(country, country.Text, mistakes) && !lines.TryAdd(country.Text, country.Line))
            {
                mistakes.Add(country, "policy.region-duplicate",
                    $"'{country.Text}' has a calendar already, on line {lines[country.Text]}.");
            }
        }

        section.Require("calendar");
        return new CalendarRegion(
            [.. countries.Select(country => country.Text)], calendarKeys.Referred(section, "calendar") ?? "");
    }
}
