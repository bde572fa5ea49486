using Guichet.Accounts;
using Guichet.Client.Following;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Following;

internal static class FollowingQueries
{
    /// <summary>What somebody follows, by name.</summary>
    public static async Task<IReadOnlyList<FollowedView>> ListFollowedAsync(
        this Database database, Actor actor, Terms terms, LocalDate today, CancellationToken cancel)
    {
        var rows = await database.Set<FollowedProduct>()
            .AsNoTracking()
            .Where(one => one.Person == actor.Person)
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(row => FollowedSubject.Find(terms.Catalog, row.Subject) is { } subject
                    ? subject.View(row.FollowedAt, today)
                    : new FollowedView(
                        row.Subject, row.Subject, row.FollowedAt.ToDateTimeOffset(), null, null, null, null))
                .OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>Which of the references somebody follows.</summary>
    public static Task<List<string>> ListFollowedAsync(
        this Database database, Actor actor, string product, string? release, CancellationToken cancel)
    {
        var reference = release is null ? product : $"{product}/{release}";
        return database.Set<FollowedProduct>()
            .Where(one => one.Person == actor.Person && (one.Subject == product || one.Subject == reference))
            .Select(one => one.Subject)
            .ToListAsync(cancel);
    }

    /// <summary>How somebody wants to be told; as for a newcomer where they never followed anything.</summary>
    public static async Task<Follower> ReadFollowerAsync(
        this Database database, Actor actor, CancellationToken cancel) =>
        await database.Set<Follower>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Person == actor.Person, cancel)
        ?? new Follower { Person = actor.Person };

    /// <summary>What a calendar's secret opens; null for none of ours.</summary>
    public static async Task<(IReadOnlyList<string> Subjects, string Language)?> FindCalendarAsync(
        this Database database, string secret, CancellationToken cancel)
    {
        var hash = ApiKeyHandler.HashOf(secret);
        var found = await (
            from follower in database.Set<Follower>()
            join person in database.Set<Person>() on follower.Person equals person.Id
            where follower.CalendarHash == hash
            select new { person.Id, person.Language }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var subjects = await database.Set<FollowedProduct>()
            .Where(one => one.Person == found.Id)
            .Select(one => one.Subject)
            .ToListAsync(cancel);
        return (subjects, found.Language);
    }

    /// <summary>Whether the key stops somebody's mails.</summary>
    public static Task<bool> IsMailKeyAsync(this Database database, Guid key, CancellationToken cancel) =>
        database.Set<Follower>().AnyAsync(one => one.MailKey == key, cancel);

    /// <summary>The person as a follower, to be changed in the operation at hand; made where they were none.</summary>
    public static async Task<Follower> FollowerAsync(
        this Database database, PersonId person, CancellationToken cancel)
    {
        if (await database.Set<Follower>().FindAsync([person], cancel) is { } known)
        {
            return known;
        }

        var follower = new Follower { Person = person };
        database.Add(follower);
        return follower;
    }
}
