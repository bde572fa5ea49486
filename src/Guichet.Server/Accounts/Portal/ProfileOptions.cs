using System.Collections.Concurrent;
using System.Globalization;
using Guichet.Server.Shell.Components;
using NodaTime.TimeZones;

namespace Guichet.Server.Accounts.Portal;

/// <summary>What the lists of a profile offer, in the reader's language.</summary>
internal static class ProfileOptions
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<Field.Option>> CountriesByLanguage = new();

    public static IReadOnlyList<Field.Option> Languages { get; } = [new("en", "English"), new("fr", "Français")];

    /// <summary>The zones where people live, by part of the world.</summary>
    public static IReadOnlyList<Field.Option> TimeZones { get; } =
    [
        new("Etc/UTC", "UTC"),
        .. TzdbDateTimeZoneSource.Default.ZoneLocations!
            .Select(location => location.ZoneId)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(id => new Field.Option(
                id, id[(id.IndexOf('/') + 1)..].Replace('_', ' ').Replace("/", ", "), id.Split('/')[0])),
    ];

    /// <summary>Countries by name.</summary>
    public static IReadOnlyList<Field.Option> Countries => CountriesByLanguage.GetOrAdd(
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        language => [
            .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
                .Select(culture => new RegionInfo(culture.Name))
                .Where(region => region.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
                .DistinctBy(region => region.TwoLetterISORegionName)
                .Select(region => new Field.Option(region.TwoLetterISORegionName, NameOf(region, language)))
                .OrderBy(option => option.Text, StringComparer.CurrentCulture),
        ]);

    /// <summary>A country's name in the reader's language; its code where it has none.</summary>
    public static string CountryOf(string code) =>
        Countries.FirstOrDefault(option => option.Value == code)?.Text ?? code;

    // A region's own DisplayName follows the system's language; its name in a culture of this language does not.
    private static string NameOf(RegionInfo region, string language) =>
        new RegionInfo($"{language}-{region.TwoLetterISORegionName}").NativeName;
}
