using Guichet.Files.Policies;
using Guichet.Policies;

namespace Guichet.Tests.Files;

public class SayingWhatHappensToPacks
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(
        Tidy.Sources.Root, "src/Guichet.Server/Policies/Data/policy.yaml"));

    [Fact]
    public void The_shipped_policy_says_what_holds_anyway()
    {
        var policy = Read(Shipped);

        Assert.Equal((0, 1, 7), (
            policy.Packs.GiveBackGraceDays, policy.Packs.WarnWhenLeft, policy.Packs.RecoveryWaitingDays));
        Assert.Equal([90, 30, 7], policy.Packs.WarnDaysBeforeExpiry);
        Assert.DoesNotContain("packs:", PolicyFile.Write(policy), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var text = Shipped
            .Replace("giveBackGraceDays: 0", "giveBackGraceDays: 14", StringComparison.Ordinal)
            .Replace("[90, 30, 7]", "[7, 60]", StringComparison.Ordinal)
            .Replace("warnWhenLeft: 1", "warnWhenLeft: 0", StringComparison.Ordinal)
            .Replace("recoveryWaitingDays: 7", "recoveryWaitingDays: 3", StringComparison.Ordinal)
            .Replace("    size: 5\n", "    size: 5\n    delegates: true\n", StringComparison.Ordinal);

        var again = Read(PolicyFile.Write(Read(text)));

        Assert.Equal((14, 0, 3), (
            again.Packs.GiveBackGraceDays, again.Packs.WarnWhenLeft, again.Packs.RecoveryWaitingDays));
        Assert.Equal([60, 7], again.Packs.WarnDaysBeforeExpiry);
        Assert.True(again.Plans.Single(plan => plan.Key == "pack-5").Delegates);
        Assert.Equal(
            ["packs", "plans.delegates"],
            PolicyDifference.Between(Read(Shipped), again)
                .Select(change => $"{change.Section}.{change.Field}".TrimEnd('.'))
                .Distinct()
                .Order());
    }

    [Theory]
    [InlineData("[90, 30, 7]", "[90, soon]")]
    [InlineData("giveBackGraceDays: 0", "giveBackGraceDays: -1")]
    public void A_number_that_is_none_is_told(string right, string wrong) =>
        Assert.Equal(
            "file.number-malformed",
            Assert.Single(PolicyFile.Read(Shipped.Replace(right, wrong, StringComparison.Ordinal)).Mistakes).Code);

    private static SupportPolicy Read(string text) => PolicyFile.Read(text).Value!;
}
