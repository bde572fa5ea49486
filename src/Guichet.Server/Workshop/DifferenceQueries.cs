using Guichet.Client.Policies;
using Guichet.Files.Policies;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Workshop;

internal static class DifferenceQueries
{
    /// <summary>How a version differs from another, without a number from the one before it; the first one does not
    /// differ from itself. Refused by <c>policy.unknown</c>.</summary>
    public static async Task<Result<PolicyDifferenceView>> ReadDifferenceAsync(
        this Database database, int version, int? with, CancellationToken cancel)
    {
        var other = with ?? Math.Max(1, version - 1);
        var texts = await database.Set<PolicyVersion>()
            .Where(one => one.Version == version || one.Version == other)
            .ToDictionaryAsync(one => one.Version, one => one.Text, cancel);
        foreach (var wanted in new[] { version, other }.Where(wanted => !texts.ContainsKey(wanted)))
        {
            return new Refusal("policy.unknown", "There is no such version of the policy.").With("version", wanted);
        }

        return new PolicyDifferenceView(
            other,
            version,
            LineDifference.Between(texts[other], texts[version]),
            PolicyDifference.Between(Read(texts[other]), Read(texts[version])).Views());
    }

    /// <summary>What was put in force can be read.</summary>
    private static Guichet.Policies.SupportPolicy Read(string text)
    {
        var reading = PolicyFile.Read(text);
        return reading.Value
            ?? throw new InvalidOperationException($"A version of the policy cannot be read: {reading.Mistakes[0]}");
    }
}
