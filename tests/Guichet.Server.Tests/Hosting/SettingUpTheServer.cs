using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guichet.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace Guichet.Server.Tests.Hosting;

public sealed partial class SettingUpTheServer
{
    [Theory]
    [InlineData("Mail:Hots", "smtp.example.com", "Mail:Hots is no setting.")]
    [InlineData("Mail:Port", "smtp", "Mail:Port is 'smtp'; it takes a whole number.")]
    [InlineData("FrontDoor:PlainHttp", "maybe", "FrontDoor:PlainHttp is 'maybe'; it takes true or false.")]
    [InlineData("Mail:Security", "Ssl", "Mail:Security is 'Ssl'; it takes None or StartTls or Tls.")]
    public void Every_mistake_has_a_sentence(string setting, string value, string sentence)
    {
        var mistakes = Settings.Mistakes(Given((setting, value), ("Accounts:Attempts", "3")));

        Assert.StartsWith(sentence, Assert.Single(mistakes, mistake => mistake.StartsWith(setting, Is)), Is);
        Assert.Contains(mistakes, mistake => mistake.StartsWith("Accounts:Attempts is no setting.", Is));
    }

    [Fact]
    public void What_is_right_is_not_spoken_of() =>
        Assert.Empty(Settings.Mistakes(Given(
            ("Mail:Security", "tls"), ("mail:port", "465"), ("FrontDoor:Proxies:0", "10.0.0.0/8"), ("Other", "1"))));

    [Fact]
    public void Every_section_of_the_code_is_held_against_its_names()
    {
        var read = Directory.EnumerateFiles(Path.Combine(Root, "src", "Guichet.Server"), "*.cs", Deeply)
            .SelectMany(file => SectionRead().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["section"].Value)
            .Distinct()
            .Order();

        // A section within another is read with it.
        Assert.Equal(
            Settings.Sections.Select(section => section.Section).Where(section => !section.Contains(':', Is)).Order(),
            read);
    }

    [Fact]
    public void The_reference_says_of_every_setting_what_the_code_says()
    {
        var document = File.ReadAllText(Path.Combine(Root, "docs", "reference", "configuration.md"));
        var missing = Rows().Where(row => !document.Contains(row, Is)).ToList();

        Assert.True(missing.Count == 0, "docs/reference/configuration.md lacks:\n" + string.Join('\n', missing));
    }

    private const StringComparison Is = StringComparison.Ordinal;

    private static EnumerationOptions Deeply { get; } = new() { RecurseSubdirectories = true };

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Guichet.slnx")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }

    /// <summary>A line for each setting: its name, what it is where nobody says, and what its comment says.</summary>
    private static IEnumerable<string> Rows()
    {
        var comments = XDocument.Load(Path.ChangeExtension(typeof(Settings).Assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => Plain(member.Element("summary")));
        foreach (var (section, options) in Settings.Sections)
        {
            var unset = Activator.CreateInstance(options);
            foreach (var setting in Settings.Of(options).Where(setting => !IsSection(setting.PropertyType)))
            {
                var value = setting.GetValue(unset);
                var shown = value switch
                {
                    "" or IReadOnlyList<string> => "none",
                    bool yes => yes ? "`true`" : "`false`",
                    _ => $"`{value}`",
                };
                var said = comments.GetValueOrDefault($"P:{options.FullName}.{setting.Name}", "(no comment)");
                yield return $"| `{section}:{setting.Name}` | {shown} | {said} |";
            }
        }
    }

    private static bool IsSection(Type type) => Settings.Sections.Any(section => section.Options == type);

    private static string Plain(XElement? summary) => Blank().Replace(
        string.Concat((summary?.Nodes() ?? []).Select(node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
            _ => node.ToString(),
        })),
        " ").Trim();

    private static IConfiguration Given(params (string Setting, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Setting, (string?)one.Value)))
            .Build();

    [GeneratedRegex("""(?:BindConfiguration|GetSection)\("(?<section>\w+)"\)""")]
    private static partial Regex SectionRead();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
