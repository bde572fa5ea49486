namespace Guichet.ServiceLevels;

/// <summary>The business calendar of the customers of some countries.</summary>
/// <param name="Countries">Two capital letters each; <see cref="Everywhere"/> for all that no line names.</param>
/// <param name="Calendar">Key of the calendar.</param>
public sealed record CalendarRegion(IReadOnlyList<string> Countries, string Calendar)
{
    /// <summary>Stands for every country without a line.</summary>
    public const string Everywhere = "*";
}

/// <summary>Which calendar a target runs on for a customer.</summary>
public static class CalendarRegions
{
    /// <summary>The target with the calendar of the customer's region, where it goes by regions; else as it is. A
    /// country that no line names, an unknown one too, has the calendar for everywhere.</summary>
    /// <param name="target">What <see cref="ResponseTargets.Find"/> has found.</param>
    /// <param name="regions">Those of its policy.</param>
    /// <param name="country">The customer's: two letters, or empty where none is known.</param>
    public static ResponseTarget In(this ResponseTarget target, IReadOnlyList<CalendarRegion> regions, string country)
    {
        if (!target.CalendarByRegion)
        {
            return target;
        }

        var region = Naming(country) ?? Naming(CalendarRegion.Everywhere);
        return target with { Calendar = region?.Calendar };

        CalendarRegion? Naming(string wanted) => regions.FirstOrDefault(one => one.Countries.Contains(wanted));
    }
}
