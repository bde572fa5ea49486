using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Search;
using Guichet.Incidents;
using Guichet.Search;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Search;

/// <summary>Answers a search; pages and endpoint come through here. Whose index is asked follows from who asks, and
/// what it gives goes through the rights of the reader once more.</summary>
internal sealed class FindIncidents(IStorage storage, InForce inForce, TeamsInForce teams, Texts texts)
{
    public const int PageSize = 20;

    /// <summary>Among which relevance puts in order.</summary>
    public const int MostRanked = 1000;

    /// <summary>Where the index gives what the reader may not see or days leave out, a page is cut short after so many
    /// looks; the next goes on from there.</summary>
    private const int MostLooks = 20;

    /// <summary>Two submitted at the same moment may have their numbers the other way round.</summary>
    private static readonly Duration Slack = Duration.FromMinutes(1);

    /// <summary>The incidents that the reader may see and that have it all. Refused as <see cref="SearchQuery"/> and
    /// <see cref="SearchTermsReader"/> refuse.</summary>
    public async Task<Result<Page<SearchHitView>>> RunAsync(
        SignedIn reader, string? text, SearchOrder order, string? cursor, CancellationToken cancel)
    {
        if (!SearchQuery.Read(text ?? "").Succeeded(out var query, out var refusal))
        {
            return refusal;
        }

        await using var database = storage.Read();
        var vocabulary = new SearchTermsReader(
            reader, await inForce.ReadAsync(database, cancel), await teams.ReadAsync(database, cancel), texts);
        if (!(await vocabulary.ReadAsync(database, query, cancel)).Succeeded(out var terms, out refusal))
        {
            return refusal;
        }

        if (!reader.Actor.IsAgent && reader.Actor.IsStaff)
        {
            return new Page<SearchHitView>([], null);
        }

        var asked = await AskedAsync(database, reader.Actor, terms, cancel);
        var place = SearchCursor.Parse(cursor);
        return order == SearchOrder.Relevance
            ? await ByRelevanceAsync(database, asked, place, cancel)
            : await NewestAsync(database, asked, place, cancel);
    }

    private static async Task<Asked> AskedAsync(
        Database database, Actor actor, SearchTerms terms, CancellationToken cancel)
    {
        var seen = database.NumberedVisibleTo(actor).AsNoTracking();
        var (from, below) = (0L, long.MaxValue);
        if (terms.After is { } after)
        {
            seen = seen.Where(incident => incident.SubmittedAt >= after);
            from = await database.Set<Incident>()
                .Where(incident => incident.SubmittedAt >= after - Slack)
                .OrderBy(incident => incident.SubmittedAt).ThenBy(incident => incident.Id)
                .Select(incident => (long?)incident.Number)
                .FirstOrDefaultAsync(cancel) ?? long.MaxValue;
        }

        if (terms.Before is { } before)
        {
            seen = seen.Where(incident => incident.SubmittedAt < before);
            below = await database.Set<Incident>()
                .Where(incident => incident.SubmittedAt < before + Slack)
                .OrderByDescending(incident => incident.SubmittedAt).ThenByDescending(incident => incident.Id)
                .Select(incident => incident.Number + 1)
                .FirstOrDefaultAsync(cancel);
        }

        return new Asked(actor, terms, seen, from, below);
    }

    private static async Task<Page<SearchHitView>> NewestAsync(
        Database database, Asked asked, SearchCursor place, CancellationToken cancel)
    {
        var found = new List<long>();
        var below = Math.Min(place.Below, asked.Below);
        var isOver = false;
        for (var look = 0; look < MostLooks && !isOver && found.Count <= PageSize; look++)
        {
            var numbers = await asked.FindAsync(database, below, PageSize + 1, cancel);
            found.AddRange(await asked.SeenAsync(numbers, cancel));
            isOver = numbers.Count <= PageSize;
            below = numbers.Count > 0 ? numbers[^1] : below;
        }

        var named = await asked.NamedAsync(cancel);
        found.RemoveAll(number => number == named);
        var shown = found.Take(PageSize).ToList();
        string? next = found.Count > PageSize ? new SearchCursor(shown[^1], 0).ToString()
            : isOver ? null
            : new SearchCursor(below, 0).ToString();
        if (named is { } first && place.Below == long.MaxValue)
        {
            // Whoever types a number wants that incident, wherever else the number stands.
            shown.Insert(0, first);
        }

        return new(await database.ShowAsync(asked, shown, cancel), next);
    }

    private static async Task<Page<SearchHitView>> ByRelevanceAsync(
        Database database, Asked asked, SearchCursor place, CancellationToken cancel)
    {
        var below = Math.Min(place.Below, asked.Below);
        var numbers = await asked.FindAsync(database, below, MostRanked, cancel);
        var ranked = await asked.RankAsync(numbers, cancel);
        if (await asked.NamedAsync(cancel) is { } named)
        {
            ranked.Remove(named);
            ranked.Insert(0, named);
        }

        // What is submitted between two pages does not move the rest.
        var anchor = place.Below != long.MaxValue ? place.Below : numbers.Count > 0 ? numbers[0] + 1 : 0;
        var next = place.Skip + PageSize < ranked.Count
            ? new SearchCursor(anchor, place.Skip + PageSize).ToString()
            : null;
        return new(
            await database.ShowAsync(asked, [.. ranked.Skip(place.Skip).Take(PageSize)], cancel), next);
    }
}
