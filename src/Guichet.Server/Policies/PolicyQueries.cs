using Guichet.Client.Policies;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Policies;

internal static class PolicyQueries
{
    private const int LongestList = 200;

    /// <summary>A version with its text; without a number the one in force. Refused by <c>policy.unknown</c>.</summary>
    public static async Task<Result<PolicyView>> ReadPolicyAsync(
        this Database database, int? version, CancellationToken cancel)
    {
        var last = await database.Set<PolicyVersion>().MaxAsync(one => one.Version, cancel);
        var wanted = version ?? last;
        var found = await database.Set<PolicyVersion>()
            .AsNoTracking()
            .SingleOrDefaultAsync(one => one.Version == wanted, cancel);
        if (found is null)
        {
            return new Refusal("policy.unknown", "There is no such version of the policy.").With("version", wanted);
        }

        var names = await database.ReadNamesAsync([found.AppliedBy], cancel);
        return new PolicyView(
            found.Version,
            found.Version == last,
            found.Text,
            found.Note,
            names.Of(found.AppliedBy),
            found.AppliedAt.ToDateTimeOffset());
    }

    /// <summary>The latest versions, newest first.</summary>
    public static async Task<IReadOnlyList<PolicyVersionView>> ReadPolicyVersionsAsync(
        this Database database, CancellationToken cancel) =>
        await ReadAsync(database, database.Set<PolicyVersion>(), cancel);

    /// <summary>One version without its text; null where there is none.</summary>
    public static async Task<PolicyVersionView?> ReadPolicyVersionAsync(
        this Database database, int version, CancellationToken cancel) =>
        (await ReadAsync(database, database.Set<PolicyVersion>().Where(one => one.Version == version), cancel))
            .SingleOrDefault();

    private static async Task<IReadOnlyList<PolicyVersionView>> ReadAsync(
        Database database, IQueryable<PolicyVersion> versions, CancellationToken cancel)
    {
        var found = await versions
            .OrderByDescending(version => version.Version)
            .Take(LongestList)
            .Select(version => new { version.Version, version.Note, version.AppliedBy, version.AppliedAt })
            .ToListAsync(cancel);
        var names = await database.ReadNamesAsync(found.Select(version => version.AppliedBy), cancel);
        return [.. found.Select(version => new PolicyVersionView(
            version.Version, version.Note, names.Of(version.AppliedBy), version.AppliedAt.ToDateTimeOffset()))];
    }
}
