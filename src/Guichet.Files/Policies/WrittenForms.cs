using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Guichet.Calendars;

namespace Guichet.Files.Policies;

/// <summary>How amounts, lengths of time and openings are written in the policy file, both ways. Reading gives null for
/// what is not of the form.</summary>
internal static partial class WrittenForms
{
    private static readonly long Second = Duration.FromSeconds(1).ToInt64Nanoseconds();

    /// <summary><c>2h</c>, <c>30m</c>, <c>1h30m</c>: hours, minutes and seconds, at most a thousand hours.</summary>
    public static Duration? ReadDuration(string text)
    {
        var match = DurationForm().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        return Duration.FromHours(Number(match, "h")) + Duration.FromMinutes((long)Number(match, "m"))
            + Duration.FromSeconds((long)Number(match, "s"));
    }

    /// <summary>In whole seconds; a fraction of one cannot be written and is a bug of the caller.</summary>
    public static string Write(Duration duration)
    {
        var seconds = Math.DivRem(duration.ToInt64Nanoseconds(), Second, out var fraction);
        if (fraction != 0 || seconds <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "Not a length of whole seconds.");
        }

        return Part(seconds / 3600, "h") + Part(seconds / 60 % 60, "m") + Part(seconds % 60, "s");
    }

    /// <summary><c>1 year</c>, <c>6 months</c>, <c>1 year 6 months</c>, <c>90 days</c>.</summary>
    public static Period? ReadPeriod(string text)
    {
        var match = PeriodForm().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        var period = new PeriodBuilder
        {
            Years = Number(match, "y"),
            Months = Number(match, "m"),
            Weeks = Number(match, "w"),
            Days = Number(match, "d"),
        }.Build();
        return period == Period.Zero ? null : period;
    }

    public static string Write(Period period) => string.Join(' ', new[]
    {
        Counted(period.Years, "year"), Counted(period.Months, "month"), Counted(period.Weeks, "week"),
        Counted(period.Days, "day"),
    }.Where(part => part.Length > 0));

    /// <summary><c>499.00 USD</c>: all the decimal digits of the currency, no thousands separator.</summary>
    public static Money? ReadMoney(string text)
    {
        var match = MoneyForm().Match(text);
        if (!match.Success || Currency.DecimalDigits(match.Groups["c"].Value) is not { } digits
            || match.Groups["f"].Length != digits
            || !long.TryParse(
                match.Groups["s"].Value + match.Groups["i"].Value + match.Groups["f"].Value,
                NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        return new Money(amount, match.Groups["c"].Value);
    }

    public static string Write(Money money) => Currency.DecimalDigits(money.Currency) is null
        ? throw new ArgumentOutOfRangeException(nameof(money), money, "Not a currency.")
        : $"{money.Plain} {money.Currency}";

    /// <summary><c>09:00-12:00</c>, to the second if need be, up to <c>24:00</c>; the order is not checked.</summary>
    public static Opening? ReadOpening(string text)
    {
        var match = OpeningForm().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (open, close) = (TimeOfDay(match, "1"), TimeOfDay(match, "2"));
        var day = NodaConstants.NanosecondsPerDay;
        return open <= day && close <= day ? new Opening(open, close) : null;
    }

    public static string Write(Opening opening) => $"{TimeOfDay(opening.Open)}-{TimeOfDay(opening.Close)}";

    /// <summary><c>5.5</c> percent as 550 basis points; at most two decimals, at most 100.</summary>
    public static int? ReadPercent(string text) =>
        PercentForm().IsMatch(text) && decimal.Parse(text, CultureInfo.InvariantCulture) is <= 100 and var percent
            ? (int)(percent * 100)
            : null;

    public static string WritePercent(int basisPoints) =>
        (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary><c>75%</c>: a share of a target's time in whole percent, from 1 to 1000.</summary>
    public static int? ReadShare(string text) =>
        text.EndsWith('%')
        && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var share)
        && share is >= 1 and <= 1000
            ? share
            : null;

    public static string WriteShare(int percent) => percent.ToString(CultureInfo.InvariantCulture) + "%";

    private static long TimeOfDay(Match match, string which) => Second
        * ((Number(match, "h" + which) * 3600) + (Number(match, "m" + which) * 60) + Number(match, "s" + which));

    private static string TimeOfDay(long nanoseconds)
    {
        var seconds = nanoseconds / Second;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}");
        return seconds % 60 == 0
            ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $":{seconds % 60:00}").ToString();
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static string Part(long number, string unit) =>
        number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture) + unit;

    private static string Counted(long number, string unit) => number switch
    {
        0 => "",
        1 => $"1 {unit}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}s"),
    };

    [GeneratedRegex(@"\A(?:(?<h>[0-9]{1,3})h)?(?:(?<m>[0-9]{1,3})m)?(?:(?<s>[0-9]{1,3})s)?\z")]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"\A(?:(?<y>[0-9]{1,2}) years?)?(?: ?\b(?<m>[0-9]{1,3}) months?)?"
        + @"(?: ?\b(?<w>[0-9]{1,3}) weeks?)?(?: ?\b(?<d>[0-9]{1,4}) days?)?\z")]
    private static partial Regex PeriodForm();

    [GeneratedRegex(@"\A(?<s>-?)(?<i>[0-9]{1,12})(?:\.(?<f>[0-9]{2,3}))? (?<c>[A-Z]{3})\z")]
    private static partial Regex MoneyForm();

    [GeneratedRegex(@"\A(?<h1>[0-9]{2}):(?<m1>[0-5][0-9])(?::(?<s1>[0-5][0-9]))?-"
        + @"(?<h2>[0-9]{2}):(?<m2>[0-5][0-9])(?::(?<s2>[0-5][0-9]))?\z")]
    private static partial Regex OpeningForm();

    [GeneratedRegex(@"\A[0-9]{1,3}(?:\.[0-9]{1,2})?\z")]
    private static partial Regex PercentForm();
}
