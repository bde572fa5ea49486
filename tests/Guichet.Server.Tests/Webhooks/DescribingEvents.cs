using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Guichet.Client;
using Guichet.Client.Webhooks;
using Guichet.Server.Webhooks;

namespace Guichet.Server.Tests.Webhooks;

/// <summary>docs/reference/webhooks.md against the code: every kind, every field and what its comment says.</summary>
public sealed partial class DescribingEvents
{
    [Fact]
    public void The_reference_says_of_every_event_what_the_code_says()
    {
        var document = File.ReadAllText(Path.Combine(Root, "docs", "reference", "webhooks.md"));
        var missing = Rows().Where(row => !document.Contains(row, StringComparison.Ordinal)).ToList();

        Assert.True(missing.Count == 0, "docs/reference/webhooks.md lacks:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void The_reference_describes_no_event_that_is_not_sent()
    {
        var document = File.ReadAllText(Path.Combine(Root, "docs", "reference", "webhooks.md"));
        var described = EventRow().Matches(document).Select(match => match.Groups["type"].Value);

        Assert.Equal(
            EventKinds.All.Select(kind => kind.Type).Append(EventKinds.Test).Order(), described.Order());
    }

    private static IEnumerable<string> Rows()
    {
        var words = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(Root, "src", "Guichet.Server", "Webhooks", "Texts.en.json"))).RootElement;
        var comments = XDocument.Load(Path.ChangeExtension(typeof(GuichetClient).Assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value);
        foreach (var kind in EventKinds.All)
        {
            var about = words.GetProperty($"webhooks.event.{kind.Type}").GetString();
            yield return $"| `{kind.Type}` | {about} | {kind.Data.Name} |";
        }

        foreach (var type in EventKinds.All.Select(kind => kind.Data).Append(typeof(WebhookTested))
            .SelectMany(Within).Distinct())
        {
            var comment = comments[$"T:{type.FullName}"];
            yield return $"### {type.Name}\n\n{Plain(comment.Element("summary"))}\n";
            foreach (var field in type.GetProperties())
            {
                var said = comment.Elements("param").Single(one => one.Attribute("name")!.Value == field.Name);
                var name = JsonNamingPolicy.CamelCase.ConvertName(field.Name);
                yield return $"| `{name}` | {Kind(field.PropertyType)} | {Plain(said)} |";
            }
        }
    }

    /// <summary>The type, and those of its fields.</summary>
    private static IEnumerable<Type> Within(Type type) => type.GetProperties()
        .Select(field => Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType)
        .Where(field => field.Namespace == typeof(IncidentFacts).Namespace && !field.IsEnum)
        .SelectMany(Within)
        .Prepend(type);

    private static string Kind(Type given)
    {
        var type = Nullable.GetUnderlyingType(given) ?? given;
        return type switch
        {
            _ when type == typeof(Guid) => "id",
            _ when type == typeof(int) || type == typeof(long) => "number",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(string) => "text",
            _ when type == typeof(DateTimeOffset) => "instant",
            _ when type == typeof(DateOnly) => "date",
            _ when type == typeof(MoneyView) => "amount",
            { IsEnum: true } => string.Join(
                ", ",
                Enum.GetNames(type).Select(word => $"`{JsonNamingPolicy.KebabCaseLower.ConvertName(word)}`")),
            _ => type.Name,
        };
    }

    private static string Plain(XElement? said) => Blank().Replace(
        string.Concat((said?.Nodes() ?? []).Select(node => node switch
        {
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            _ => node.ToString(),
        })),
        " ").Trim();

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

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"^\| `(?<type>[a-z]+\.[a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();
}
