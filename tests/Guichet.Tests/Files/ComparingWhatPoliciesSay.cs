using Guichet.Files.Policies;
using Guichet.Policies;
using Guichet.Tests.Tidy;

namespace Guichet.Tests.Files;

public sealed class ComparingWhatPoliciesSay
{
    private static readonly string Shipped = Sources.Find("src/Guichet.Server/Policies/Data/policy.yaml").Text;

    [Fact]
    public void Finds_nothing_in_the_same_said_otherwise()
    {
        var written = PolicyFile.Write(Read(Shipped));

        Assert.NotEqual(Shipped, written);
        Assert.Empty(PolicyDifference.Between(Read(Shipped), Read(written)));
    }

    [Theory]
    [InlineData("price: 499.00 USD", "price: 549.00 USD", "plans pay-per-incident price 499.00 USD 549.00 USD")]
    [InlineData("followUpDays: 14", "followUpDays: 7", "closing  followUpDays 14 7")]
    [InlineData("timeZone: America/Los_Angeles", "timeZone: UTC", "timeZone   America/Los_Angeles UTC")]
    public void Names_the_key_and_both_values(string old, string now, string change)
    {
        var after = Shipped.Replace(old, now, StringComparison.Ordinal);
        Assert.NotEqual(Shipped, after);

        var found = PolicyDifference.Between(Read(Shipped), Read(after));

        Assert.Contains(change, found.Select(one =>
            $"{one.Section} {one.Subject} {one.Field} {one.From} {one.To}"));
        Assert.All(found, one => Assert.Equal(PolicyChangeKind.Changed, one.Kind));
    }

    [Fact]
    public void Names_items_that_come_and_go_and_what_changes_within_a_calendar()
    {
        var before = Read(Shipped);
        var calendar = before.Calendars[0];
        var after = before with
        {
            Taxes = [.. before.Taxes.Skip(1)],
            Plans = [.. before.Plans, before.Plans[0] with { Key = "another" }],
            Calendars = [calendar with { TimeZone = "Asia/Tokyo" }, .. before.Calendars.Skip(1)],
        };

        var found = PolicyDifference.Between(before, after);

        Assert.Equal(
            [
                (PolicyChangeKind.Added, "plans", "another", ""),
                (PolicyChangeKind.Changed, "calendars", calendar.Key, "timeZone"),
                (PolicyChangeKind.Removed, "taxes", before.Taxes[0].Country, ""),
            ],
            found.Select(one => (one.Kind, one.Section, one.Subject, one.Field)));
    }

    [Fact]
    public void Knows_the_keys_that_the_reference_explains()
    {
        var sections = Sources.Find("docs/reference/policy.md").Text.Split("\n##");
        Assert.All(PolicySchema.Sections, section =>
        {
            var title = section.Name.Length == 0 ? " The file" : $"# `{section.Name}`";
            var text = sections.Single(one => one.StartsWith(title + "\n", StringComparison.Ordinal));
            var rows = text.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
            var keys = section.Needed.Concat(section.Optional).ToList();
            var explained = rows.SelectMany(row => row.Split('|')[1].Split(',', ' '))
                .Where(word => word.StartsWith('`'))
                .Select(word => word.Trim('`'));
            Assert.Equal(keys.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
        });
    }

    private static SupportPolicy Read(string text) => PolicyFile.Read(text).Value!;
}
