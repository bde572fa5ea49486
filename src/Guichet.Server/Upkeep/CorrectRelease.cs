using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Client.Catalog;
using Guichet.Server.Catalog;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using CorrectedField = Guichet.Catalog.CorrectedField;
using VersionKind = Guichet.Server.Catalog.CatalogVersionKind;

namespace Guichet.Server.Upkeep;

/// <summary>An administrator says of a release what its source does not, or takes that back. Both make a version of the
/// catalogue, and what the source says stays as it is.</summary>
internal sealed class CorrectRelease(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>A correction of a fact that is corrected already takes its place. The same id corrects once. Refused:
    /// <c>release.unknown</c>, <c>correction.same-as-source</c>, <c>correction.nothing-to-correct</c>,
    /// <c>correction.value-malformed</c>, and the faults that the release would have.</summary>
    public async Task<Result<CorrectionView>> RunAsync(Actor actor, NewCorrection request, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        var field = Enum.Parse<CorrectedField>(request.Field!.Value.ToString());
        var asked = new CatalogCorrection(request.Release!.Trim(), field, request.Value?.Trim() ?? "");
        var id = request.Id!.Value;
        var now = clock.GetCurrentInstant();
        var written = await work.RunAsync<int>(
            async database =>
            {
                if (await database.Set<CorrectionRow>().AnyAsync(row => row.Id == id, cancel))
                {
                    return 0;
                }

                var catalog = (await inForce.ReadAsync(database, cancel)).Catalog;
                if (Refuse(catalog, asked) is { } refusal)
                {
                    return refusal;
                }

                var version = catalog.Version + 1;
                await database.Set<CorrectionRow>()
                    .Where(row => row.Release == asked.Release && row.Field == field && row.UntilVersion == null)
                    .ExecuteUpdateAsync(row => row.SetProperty(one => one.UntilVersion, version), cancel);
                var reason = request.Reason!.Trim();
                database.Add(new CorrectionRow
                {
                    Id = id,
                    Release = asked.Release,
                    Field = field,
                    Value = asked.Value,
                    Reason = reason,
                    MadeBy = actor.Person,
                    MadeAt = now,
                    FromVersion = version,
                });
                AddVersion(
                    database,
                    catalog,
                    [.. Others(catalog, asked), asked],
                    NewVersion(version, VersionKind.Correction, asked.Release, actor, now, reason));
                return version;
            },
            cancel);
        return written.Refusal is { } no ? no : await ReadAsync(id, cancel);
    }

    /// <summary>What the source says holds again. Refused: <c>correction.unknown</c> where it holds no
    /// longer.</summary>
    public async Task<Result<int>> WithdrawAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        if (actor.Role != Role.Administrator)
        {
            return new Refusal("access.administrator-only", "This is for administrators.");
        }

        var now = clock.GetCurrentInstant();
        return await work.RunAsync<int>(
            async database =>
            {
                var row = await database.Set<CorrectionRow>()
                    .SingleOrDefaultAsync(one => one.Id == id && one.UntilVersion == null, cancel);
                if (row is null)
                {
                    return new Refusal("correction.unknown", "There is no such correction.");
                }

                var catalog = (await inForce.ReadAsync(database, cancel)).Catalog;
                row.UntilVersion = catalog.Version + 1;
                AddVersion(
                    database,
                    catalog,
                    Others(catalog, new CatalogCorrection(row.Release, row.Field, row.Value)),
                    NewVersion(row.UntilVersion.Value, VersionKind.Withdrawal, row.Release, actor, now, row.Reason));
                return row.UntilVersion.Value;
            },
            cancel);
    }

    private static Refusal? Refuse(CatalogInForce catalog, CatalogCorrection asked)
    {
        if (catalog.Source.FindRelease(asked.Release) is not { } source)
        {
            return new Refusal("release.unknown", "There is no such release.").With("release", asked.Release);
        }

        if (CatalogCorrections.ValueOf(source.Release, asked.Field) == asked.Value)
        {
            return new Refusal("correction.same-as-source", "The source says so itself.");
        }

        var holds = catalog.Products.FindRelease(asked.Release)!.Release;
        if (CatalogCorrections.ValueOf(holds, asked.Field) == asked.Value)
        {
            return new Refusal("correction.nothing-to-correct", "It is corrected to that already.");
        }

        var ofRelease = Others(catalog, asked).Where(correction => correction.Release == asked.Release).Append(asked);
        return CatalogCorrections.Apply(source.Product, source.Release, ofRelease).Refusal;
    }

    private static IReadOnlyList<CatalogCorrection> Others(CatalogInForce catalog, CatalogCorrection than) =>
    [
        .. catalog.Corrections
            .Select(fact => fact.Correction)
            .Where(one => one.Release != than.Release || one.Field != than.Field),
    ];

    private static CatalogVersion NewVersion(
        int version, VersionKind kind, string release, Actor actor, Instant now, string reason) => new()
    {
        Version = version,
        Kind = kind,
        Source = release,
        Changed = 1,
        AppliedBy = actor.Person,
        AppliedAt = now,
        Reason = reason,
    };

    private static void AddVersion(
        Database database,
        CatalogInForce before,
        IReadOnlyList<CatalogCorrection> corrections,
        CatalogVersion version)
    {
        var after = new CatalogInForce(version.Version, before.Source.Products, corrections);
        var product = after.Products.FindProduct(version.Source.Split('/')[0])!;
        database.Add(version);
        database.AddChanges(
            version.Version, CatalogChanges.Between(before.Products, [product]).Lines, (_, _) => false);
        database.Add(CatalogChanged.Of(
            DateMove.Between(before.Products, after.Products), version.Version, version.AppliedAt));
    }

    private async Task<Result<CorrectionView>> ReadAsync(Guid id, CancellationToken cancel)
    {
        var read = await work.RunAsync<CorrectionView>(
            async database =>
            {
                var catalog = (await inForce.ReadAsync(database, cancel)).Catalog;
                var standing = await database.ReadCorrectionsAsync(catalog, cancel);
                return standing.FirstOrDefault(one => one.Id == id) is { } found
                    ? found
                    : new Refusal("correction.unknown", "There is no such correction.");
            },
            cancel);
        return read;
    }
}
