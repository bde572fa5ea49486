using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Client.Following;
using Guichet.Server.Catalog;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Following;

/// <summary>Somebody follows a product or a release, or stops. Doing either again changes nothing.</summary>
internal sealed class FollowProducts(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Far more than anybody watches over by mail.</summary>
    private const int Most = 500;

    /// <summary>Follows a product or, where one is named, a release of it. Refused: <c>product.unknown</c>,
    /// <c>release.unknown</c>, <c>following.too-many</c>.</summary>
    public Task<Result<FollowedView>> FollowAsync(
        Actor actor, string product, string? release, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<FollowedView>(
            async database =>
            {
                var terms = await inForce.ReadAsync(database, cancel);
                if (!Find(terms.Catalog, product, release).Succeeded(out var subject, out var refusal))
                {
                    return refusal;
                }

                var followed = await database.Set<FollowedProduct>()
                    .FindAsync([actor.Person, subject.Reference], cancel);
                if (followed is null)
                {
                    if (await database.Set<FollowedProduct>().CountAsync(
                        one => one.Person == actor.Person, cancel) >= Most)
                    {
                        return new Refusal("following.too-many", "Nobody follows more.").With("count", Most);
                    }

                    await database.FollowerAsync(actor.Person, cancel);
                    followed = new FollowedProduct
                    {
                        Person = actor.Person,
                        Subject = subject.Reference,
                        FollowedAt = now,
                    };
                    database.Add(followed);
                }

                return subject.View(followed.FollowedAt, terms.Policy.DayOf(now));
            },
            cancel);
    }

    /// <summary>Stops following exactly that; a product that is gone from the catalogue as well.</summary>
    public Task<Result<bool>> UnfollowAsync(Actor actor, string reference, CancellationToken cancel) =>
        work.RunAsync<bool>(
            async database =>
            {
                await database.Set<FollowedProduct>()
                    .Where(one => one.Person == actor.Person && one.Subject == reference)
                    .ExecuteDeleteAsync(cancel);
                return true;
            },
            cancel);

    private static Result<FollowedSubject> Find(CatalogInForce catalog, string product, string? release)
    {
        if (release is null)
        {
            return catalog.Product(product).Succeeded(out var whole, out var unknown)
                ? new FollowedSubject(whole, null)
                : unknown;
        }

        return catalog.Release(product, release).Succeeded(out var found, out var refusal)
            ? new FollowedSubject(found.Product, found.Release)
            : refusal;
    }
}
