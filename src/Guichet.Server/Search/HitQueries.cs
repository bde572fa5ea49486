using Guichet.Attachments;
using Guichet.Client.Search;
using Guichet.Incidents;
using Guichet.Server.Attachments;
using Guichet.Server.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Search;

/// <summary>What is shown of the incidents that were found.</summary>
internal static class HitQueries
{
    /// <summary>As many entries of an incident are looked through for an excerpt, from the newest.</summary>
    private const int MostEntries = 100;

    /// <summary>The incidents with those numbers, in that order.</summary>
    public static async Task<IReadOnlyList<SearchHitView>> ShowAsync(
        this Database database, Asked asked, IReadOnlyList<long> numbers, CancellationToken cancel)
    {
        var named = await asked.Seen
            .Where(incident => EF.Parameter(numbers).Contains(incident.Number))
            .WithNames(database)
            .ToDictionaryAsync(one => one.Incident.Number, cancel);
        var excerpts = new Excerpts(asked.Terms.Words);
        var hits = new List<SearchHitView>();
        foreach (var number in numbers)
        {
            if (named.TryGetValue(number, out var one))
            {
                hits.Add(new SearchHitView(
                    one.AsLine(),
                    excerpts.Mark(one.Incident.Title),
                    await database.ExcerptAsync(asked, one.Incident, excerpts, cancel)));
            }
        }

        return hits;
    }

    private static async Task<SearchExcerptView?> ExcerptAsync(
        this Database database, Asked asked, Incident incident, Excerpts excerpts, CancellationToken cancel)
    {
        if (!excerpts.Any || excerpts.Has(incident.Title).All)
        {
            return null;
        }

        List<FoundText> texts = [];
        if (incident.Statement is { } statement)
        {
            texts.Add(new(SearchPlace.Statement, null, statement));
            if (excerpts.Has(statement).All)
            {
                return excerpts.Choose(texts);
            }
        }

        var messages = await database.Set<Message>()
            .Where(message => message.Incident == incident.Id)
            .OrderByDescending(message => message.At).ThenByDescending(message => message.Id)
            .Take(MostEntries)
            .Select(message => new { message.Id, message.Body })
            .ToListAsync(cancel);
        texts.AddRange(messages.Select(one => new FoundText(SearchPlace.Message, one.Id.Value, one.Body)));
        if (asked.Audience == Audience.Desk)
        {
            var notes = await database.Set<Note>()
                .Where(note => note.Incident == incident.Id)
                .OrderByDescending(note => note.At).ThenByDescending(note => note.Id)
                .Take(MostEntries)
                .Select(note => new { note.Id, note.Body })
                .ToListAsync(cancel);
            texts.AddRange(notes.Select(one => new FoundText(SearchPlace.Note, one.Id.Value, one.Body)));
        }

        if (excerpts.Choose(texts) is { } found)
        {
            return found;
        }

        var files = await database.AttachmentsVisibleTo(asked.Actor)
            .Where(file => file.Incident == incident.Id)
            .OrderBy(file => file.StartedAt).ThenBy(file => file.Id)
            .Take(MostEntries)
            .Select(file => file.Name)
            .ToListAsync(cancel);
        return excerpts.Choose(files.Select(name => new FoundText(SearchPlace.Attachment, null, name)));
    }
}
