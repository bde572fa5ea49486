using CsCheck;
using Guichet.Calendars;

namespace Guichet.Tests.Calendars;

/// <summary>Calendars, instants and pauses around changes of the clock.</summary>
internal static class RandomCalendars
{
    /// <summary>Zones with a day on which their clock changes: by an hour, by half an hour, by two hours, at midnight,
    /// by a whole day, for good; and one that never changes.</summary>
    private static readonly Gen<(string Zone, LocalDate Day)> Changes = Gen.OneOf<(string Zone, LocalDate Day)>(
        ("Europe/Paris", new(2026, 3, 29)),
        ("Europe/Paris", new(2026, 10, 25)),
        ("America/New_York", new(2026, 3, 8)),
        ("America/New_York", new(2026, 11, 1)),
        ("Australia/Lord_Howe", new(2026, 4, 5)),
        ("Australia/Lord_Howe", new(2026, 10, 4)),
        ("Antarctica/Troll", new(2026, 3, 29)),
        ("Antarctica/Troll", new(2026, 10, 25)),
        ("Asia/Beirut", new(2026, 3, 29)),
        ("Asia/Beirut", new(2026, 10, 25)),
        ("America/Asuncion", new(2023, 10, 1)),
        ("America/Asuncion", new(2024, 3, 24)),
        ("Pacific/Apia", new(2011, 12, 30)),
        ("Pacific/Kwajalein", new(1993, 8, 21)),
        ("America/Sao_Paulo", new(2018, 11, 4)),
        ("America/Sao_Paulo", new(2018, 2, 18)),
        ("Africa/Cairo", new(2026, 4, 24)),
        ("Africa/Cairo", new(2026, 10, 30)),
        ("Asia/Pyongyang", new(2018, 5, 5)),
        ("Asia/Kolkata", new(2026, 1, 1)));

    /// <summary>Openings of one day, in order; some touch, some days have none.</summary>
    private static Gen<IReadOnlyList<Opening>> Day(long unit) =>
        Gen.Int[0, 3].SelectMany(count => Gen.Long[0, NodaConstants.NanosecondsPerDay / unit].Array[count * 2])
            .Select(ends =>
            {
                Array.Sort(ends);
                return (IReadOnlyList<Opening>)[.. ends.Chunk(2)
                    .Where(pair => pair[0] < pair[1])
                    .Select(pair => new Opening(pair[0] * unit, pair[1] * unit))];
            });

    private static Gen<Holiday[]> Holidays(long unit, LocalDate around) =>
        (from day in Gen.Int[-6, 6]
         from whole in Gen.Bool
         from closed in Day(unit)
         select new Holiday(
             around.PlusDays(day),
             new(""),
             whole || closed.Count == 0 ? null : closed[0]))
        .Array[0, 4];

    private static Gen<Dictionary<LocalDate, IReadOnlyList<Opening>>> Extras(long unit, LocalDate around) =>
        (from day in Gen.Int[-6, 6]
         from openings in Day(unit)
         select (Date: around.PlusDays(day), openings))
        .Array[0, 3]
        .Select(days => days.DistinctBy(day => day.Date).ToDictionary(day => day.Date, day => day.openings));

    private static Gen<HoursChange[]> ChangesOfHours(long unit, LocalDate around, bool weekly) =>
        (from day in Gen.Int[-6, 6]
         from week in Day(unit).Array[7]
         where !weekly || week.Any(openings => openings.Count > 0)
         select new HoursChange(around.PlusDays(day), Week(week)))
        .Array[0, 2]
        .Select(changes => changes.DistinctBy(change => change.ValidFrom).ToArray());

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> Week(IReadOnlyList<Opening>[] days) =>
        Enumerable.Range(1, 7).ToDictionary(day => (IsoDayOfWeek)day, day => days[day - 1]);

    /// <summary>Definitions that open, with the day on which the clock changes. Openings are even to
    /// <paramref name="unit"/>, in nanoseconds.</summary>
    public static Gen<(CalendarDefinition Definition, LocalDate Day)> Definitions(long unit, bool weekly = false) =>
        (from change in Changes
         from week in Day(unit).Array[7]
         from closed in weekly ? Gen.Const(false) : Gen.Int[0, 9].Select(one => one == 0)
         from holidays in Holidays(unit, change.Day)
         from extras in Extras(unit, change.Day)
         from changes in ChangesOfHours(unit, change.Day, weekly)
         select (
             Definition: new CalendarDefinition(
                 "random",
                 change.Zone,
                 closed ? new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>() : Week(week),
                 holidays,
                 extras)
             {
                 Changes = changes,
             },
             change.Day))
        .Where(made => (!weekly || made.Definition.Weekly.Values.Any(day => day.Count > 0))
            && BusinessCalendar.Create(made.Definition, CalendarScenario.Zones).Refusal is null);

    /// <summary>Up to three pauses after an instant or a little before it, in <paramref name="step"/>s.</summary>
    public static Gen<Pause[]> Pauses(Instant start, Duration step, int most) =>
        (from begun in Gen.Int[-most / 4, most]
         from length in Gen.Int[0, most / 2]
         select new Pause(start + step * begun, start + step * (begun + length)))
        .Array[0, 3];
}
