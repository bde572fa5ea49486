using System.Globalization;
using System.Text.RegularExpressions;
using Guichet.Server.Shell;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guichet.Server.Tests.Shell;

public sealed partial class SpeakingTwoLanguages
{
    private static readonly Texts Texts = new(NullLogger<Texts>.Instance);

    [Fact]
    public void Every_text_stands_in_both_with_the_same_placeholders()
    {
        var (english, french) = (Texts.Placeholders("en"), Texts.Placeholders("fr"));

        Assert.NotEmpty(english);
        Assert.Empty(english.Keys.Except(french.Keys));
        Assert.Empty(french.Keys.Except(english.Keys));
        Assert.All(english, text => Assert.Equal(text.Value.Order(), french[text.Key].Order()));
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var sources = Directory
            .EnumerateFiles(Path.Combine(Root(), "src", "Guichet.Server"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal)
                || file.EndsWith(".cs", StringComparison.Ordinal));
        // Examples in comments ask for texts as well.
        var asked = sources
            .SelectMany(file => AskedFor().Matches(RazorComment().Replace(File.ReadAllText(file), "")))
            .Select(match => match.Groups["key"].Value)
            .ToHashSet();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(Texts.Placeholders("en").Keys));
    }

    /// <summary>The list of mails would show its key.</summary>
    [Fact]
    public void Every_kind_that_leaves_the_house_has_a_name()
    {
        var kinds = Directory
            .EnumerateFiles(Path.Combine(Root(), "src", "Guichet.Server"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .SelectMany(KindsIn)
            .ToHashSet();

        Assert.InRange(kinds.Count, 40, 200);
        Assert.DoesNotContain(kinds, kind => !Texts.Has($"mail.kind.{kind}"));
    }

    /// <summary>The kinds of the messages that a file sends, be they written there or constants of it.</summary>
    private static IEnumerable<string> KindsIn(string source)
    {
        var constants = Constant().Matches(source)
            .ToLookup(one => one.Groups["name"].Value, one => one.Groups["kind"].Value);
        return Sent().Matches(source).SelectMany(sent => sent.Groups["kind"].Success
            ? [sent.Groups["kind"].Value]
            : constants[sent.Groups["name"].Value]);
    }

    /// <summary>A plain space would let the sign begin the next line.</summary>
    [Fact]
    public void French_signs_stay_with_their_words()
    {
        var texts = Directory.EnumerateFiles(
            Path.Combine(Root(), "src", "Guichet.Server"), "Texts.fr.json", SearchOption.AllDirectories);
        var lines = texts.SelectMany(File.ReadLines).ToList();

        Assert.Matches(LooseSign(), "\"key\": \"Quoi ?\"");
        Assert.DoesNotMatch(LooseSign(), "\"key\": \"«\u00a0Quoi\u00a0?\u00a0»\u00a0: l’un\u00a0!\"");
        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, LooseSign().IsMatch);
    }

    [Theory]
    [InlineData("en", "9 January 2024", "1 January 2024", "$2,495.00", "9 January 2024, 14:30 CET")]
    [InlineData("fr", "9 janvier 2024", "1er janvier 2024", "2 495,00 $US", "9 janvier 2024 à 14 h 30 CET")]
    public void Dates_and_amounts_are_written_as_the_reader_writes_them(
        string language, string day, string first, string amount, string moment)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];

        Assert.Equal(day, Format.Date(new(2024, 1, 9)));
        Assert.Equal(first, Format.Date(new(2024, 1, 1)));
        Assert.Equal(amount, Plain(Format.Amount(new(249_500, "USD"))));
        Assert.Equal(moment, Plain(Format.Moment(Instant.FromUtc(2024, 1, 9, 13, 30), paris)));
    }

    [Theory]
    [InlineData("en", 55_000, "JPY", "JPY 55,000")]
    [InlineData("fr", 55_000, "XOF", "55 000 XOF")]
    [InlineData("en", 55_000, "UGX", "UGX 55,000")]
    [InlineData("fr", 55_000, "RWF", "55 000 RWF")]
    [InlineData("en", 55_000, "PYG", "PYG 55,000")]
    [InlineData("fr", 55_000, "CHF", "550,00 CHF")]
    [InlineData("en", 55_000, "IQD", "IQD 55.000")]
    public void An_amount_has_the_decimals_of_its_currency(
        string language, long amount, string currency, string written)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(written, Plain(Format.Amount(new(amount, currency))));
    }

    [Theory]
    [InlineData("en", 0, "0 incidents")]
    [InlineData("en", 1, "1 incident")]
    [InlineData("fr", 0, "0 incident")]
    [InlineData("fr", 2, "2 incidents")]
    public void A_number_chooses_the_form_of_its_language(string language, int count, string written)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        using var json = System.Text.Json.JsonDocument.Parse(
            """{"one": "{count} incident", "other": "{count} incidents"}""");

        Assert.Equal(written, Sentence.Read(json.RootElement).Fill([("count", count)], language));
    }

    [Theory]
    [InlineData(45, "45 min")]
    [InlineData(135, "2 h 15 min")]
    [InlineData(120, "2 h")]
    [InlineData(4_560, "3 d 4 h")]
    [InlineData(-20, "20 min")]
    public void A_length_is_written_in_at_most_two_units(int minutes, string written)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        Assert.Equal(written, Plain(Format.Length(Duration.FromMinutes(minutes))));
    }

    private static string Plain(string text) => text.Replace('\u00a0', ' ').Replace('\u202f', ' ');

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Guichet.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex("""Texts(\.Get\(\s*|\[)"(?<key>[^"]+)"[,)\]]""")]
    private static partial Regex AskedFor();

    [GeneratedRegex("""OutboxMessage\.Of(<\w+>)?\(\s*("(?<kind>[^"]+)"|(?<name>\w+)),""")]
    private static partial Regex Sent();

    [GeneratedRegex("""const string (?<name>\w+) = "(?<kind>[a-z-]+\.[a-z.-]+)";""")]
    private static partial Regex Constant();

    [GeneratedRegex("""(?<!") [:;?!»]|« |\p{L}([;?!»]|')""")]
    private static partial Regex LooseSign();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex RazorComment();
}
