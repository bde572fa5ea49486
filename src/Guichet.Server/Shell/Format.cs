using System.Globalization;
using NodaTime.Text;

namespace Guichet.Server.Shell;

/// <summary>Dates, instants, amounts and numbers as the reader of <see cref="CultureInfo.CurrentUICulture"/> writes
/// them. A time is always given with its zone.</summary>
internal static class Format
{
    // French keeps a number and its unit on one line.
    private const string Nbsp = "\u00a0";
    private static readonly Manner English = new(CultureInfo.GetCultureInfo("en"), "HH':'mm", ", ");
    private static readonly Manner French = new(CultureInfo.GetCultureInfo("fr"), $"H'{Nbsp}h{Nbsp}'mm", $" à{Nbsp}");

    private static bool InFrench => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr";

    private static Manner Current => InFrench ? French : English;

    /// <summary>"9 January 2024", « 9 janvier 2024 », « 1er janvier 2024 ».</summary>
    public static string Date(LocalDate date) => Current.LongDate(date);

    /// <summary>"9 Jan 2024", « 9 janv. 2024 »: for tables.</summary>
    public static string ShortDate(LocalDate date) => Current.ShortDate(date);

    /// <summary>"January 2024", « janvier 2024 ».</summary>
    public static string Month(YearMonth month) => Current.Month.Format(month);

    /// <summary>A rate of tax in percent, without its sign: "5.5", « 5,5 ».</summary>
    public static string Rate(int basisPoints) => (basisPoints / 100m).ToString("0.##", Current.Culture);

    /// <summary>"93.3%", « 93,3 % »; never rounded up, so that all is only said of all.</summary>
    public static string Percent(decimal share)
    {
        var percent = decimal.Round(share * 100, 1, MidpointRounding.ToZero).ToString("0.#", Current.Culture);
        return InFrench ? $"{percent}{Nbsp}%" : $"{percent}%";
    }

    /// <summary>"9 January 2024, 14:30 CET", « 9 janvier 2024 à 14 h 30 CET ».</summary>
    public static string Moment(ZonedDateTime moment) =>
        $"{Date(moment.Date)}{Current.DateToTime}{Time(moment)}";

    /// <summary>The same in the zone given.</summary>
    public static string Moment(Instant instant, DateTimeZone zone) => Moment(instant.InZone(zone));

    /// <summary>"9 Jan 2024, 14:30 CET": for tables.</summary>
    public static string ShortMoment(ZonedDateTime moment) => $"{ShortDate(moment.Date)}, {Time(moment)}";

    /// <summary>The time of day with the short name of its zone: "14:30 CET".</summary>
    public static string Time(ZonedDateTime moment) =>
        Current.Time.Format(moment.TimeOfDay) + Nbsp + moment.GetZoneInterval().Name;

    /// <summary>The moment with its zone in full, for a title: "…, Europe/Paris (UTC+01:00)".</summary>
    public static string FullMoment(ZonedDateTime moment) =>
        $"{Date(moment.Date)}{Current.DateToTime}{Current.Time.Format(moment.TimeOfDay)}, "
        + $"{moment.Zone.Id} (UTC{OffsetPattern.CreateWithInvariantCulture("+HH:mm").Format(moment.Offset)})";

    /// <summary>"$2,495.00", « 2 495,00 $US »; a currency without a sign of its own is named by its code.</summary>
    public static string Amount(Money money)
    {
        var digits = Currency.DecimalDigits(money.Currency) ?? 2;
        var value = money.Amount / (decimal)Math.Pow(10, digits);
        var number = Math.Abs(value).ToString("N" + digits, Current.Culture);
        var minus = value < 0 ? "−" : "";
        return (InFrench, money.Currency) switch
        {
            (false, "USD") => $"{minus}${number}",
            (false, "EUR") => $"{minus}€{number}",
            (false, "GBP") => $"{minus}£{number}",
            (true, "USD") => $"{minus}{number}{Nbsp}$US",
            (true, "EUR") => $"{minus}{number}{Nbsp}€",
            (true, "CAD") => $"{minus}{number}{Nbsp}$CA",
            (true, _) => $"{minus}{number}{Nbsp}{money.Currency}",
            (false, _) => $"{minus}{money.Currency}{Nbsp}{number}",
        };
    }

    /// <summary>"2 h 15 min", "3 d 4 h" (« 3 j 4 h »), never longer than two units, cut to the minute; its size only,
    /// without a sign.</summary>
    public static string Length(Duration duration)
    {
        var minutes = Math.Abs((long)duration.TotalMinutes);
        var (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        return (days, hours) switch
        {
            ( > 0, 0) => $"{days}{Nbsp}{Day}",
            ( > 0, _) => $"{days}{Nbsp}{Day}{Nbsp}{hours}{Nbsp}h",
            (_, > 0) when rest == 0 => $"{hours}{Nbsp}h",
            (_, > 0) => $"{hours}{Nbsp}h{Nbsp}{rest}{Nbsp}min",
            _ => $"{rest}{Nbsp}min",
        };
    }

    /// <summary>"40 h", "41 h 27 min", "5 min": for lengths that are added up, where a day would not say how many hours
    /// it counts.</summary>
    public static string Hours(Duration duration)
    {
        var minutes = (long)duration.TotalMinutes;
        var (hours, rest) = (minutes / 60, minutes % 60);
        return hours == 0 ? $"{rest}{Nbsp}min"
            : rest == 0 ? $"{Number(hours)}{Nbsp}h"
            : $"{Number(hours)}{Nbsp}h{Nbsp}{rest}{Nbsp}min";
    }

    /// <summary>With the reader's grouping: "12,345", « 12 345 ».</summary>
    public static string Number(long number) => number.ToString("N0", Current.Culture);

    /// <summary>A change: "+5", "−1", "0".</summary>
    public static string Signed(int change) => change switch
    {
        > 0 => $"+{Number(change)}",
        < 0 => $"−{Number(-change)}",
        _ => "0",
    };

    /// <summary>"25 MB", « 25 Mo »; one decimal below ten, units of a thousand.</summary>
    public static string FileSize(long bytes)
    {
        var unit = InFrench ? "o" : "B";
        var (value, prefix) = bytes switch
        {
            >= 1_000_000 => (bytes / 1_000_000m, "M"),
            >= 1_000 => (bytes / 1_000m, "k"),
            _ => (bytes, ""),
        };
        return value.ToString(value < 10 && prefix.Length > 0 ? "0.#" : "0", Current.Culture) + Nbsp + prefix + unit;
    }

    /// <summary>A fact of a sentence, by its kind; an instant without a zone is written in UTC.</summary>
    public static string Fact(object value) => value switch
    {
        string text => text,
        int number => Number(number),
        long number => Number(number),
        LocalDate date => Date(date),
        ZonedDateTime moment => Moment(moment),
        Instant instant => Moment(instant.InUtc()),
        Duration duration => Length(duration),
        Money money => Amount(money),
        LocalizedText text => text.In(Current.Culture.TwoLetterISOLanguageName),
        IFormattable other => other.ToString(null, Current.Culture),
        _ => value.ToString() ?? "",
    };

    private static string Day => InFrench ? "j" : "d";

    /// <summary>The patterns of one language, made once.</summary>
    private sealed class Manner(CultureInfo culture, string timePattern, string dateToTime)
    {
        private readonly LocalDatePattern longDate = LocalDatePattern.Create("d MMMM uuuu", culture);
        private readonly LocalDatePattern shortDate = LocalDatePattern.Create("d MMM uuuu", culture);

        public CultureInfo Culture => culture;

        public string DateToTime => dateToTime;

        public LocalTimePattern Time { get; } = LocalTimePattern.Create(timePattern, culture);

        public YearMonthPattern Month { get; } = YearMonthPattern.Create("MMMM uuuu", culture);

        public string LongDate(LocalDate date) => First(date, longDate.Format(date));

        public string ShortDate(LocalDate date) => First(date, shortDate.Format(date));

        // Only the first of a month is an ordinal in French.
        private string First(LocalDate date, string written) =>
            date.Day == 1 && culture.TwoLetterISOLanguageName == "fr" ? "1er" + written[1..] : written;
    }
}
