using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Incidents;
using Guichet.Search;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Packs;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Guichet.Orders;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Search;

/// <summary>What of incidents can be found, and by whom: the one place where texts are handed to the index. A table
/// with a text of its own needs a line here, and a trigger that writes to <c>search_due</c> when it changes.</summary>
internal sealed class SearchTexts(Texts texts)
{
    /// <summary>The words of incidents as they are now.</summary>
    public async Task<IReadOnlyList<SearchDocument>> ReadAsync(
        Database database, IReadOnlyList<IncidentId> incidents, CancellationToken cancel)
    {
        var stems = new Stems();
        var named = await database.Set<Incident>()
            .Where(incident => incidents.Contains(incident.Id))
            .WithNames(database)
            .ToListAsync(cancel);
        var documents = named.ToDictionary(
            one => one.Incident.Id, one => new SearchDocument(one.Incident.Number, stems));
        foreach (var one in named)
        {
            Mark(documents[one.Incident.Id], one);
            Describe(documents[one.Incident.Id], one);
        }

        await AddEntriesAsync(database, documents, cancel);
        await AddDeskTextsAsync(database, documents, cancel);
        return [.. documents.Values];
    }

    /// <summary>What filters ask for. A customer knows neither team nor owner, nor what is put aside.</summary>
    private static void Mark(SearchDocument document, NamedIncident named)
    {
        var incident = named.Incident;
        List<string?> marks =
        [
            SearchMarks.Of(incident.Severity),
            SearchMarks.Of(incident.Status),
            SearchMarks.Of(incident.IsOpen ? Standing.Open : Standing.Closed),
            SearchMarks.OfProduct(incident.Release.Split('/')[0]),
            SearchMarks.OfRelease(incident.Release),
            SearchMarks.OfPlan(incident.Plan),
            SearchMarks.OfPerson(incident.Customer),
            incident.Organization is { } organization ? SearchMarks.OfOrganization(organization) : null,
            IsWaiting(incident) ? SearchMarks.Of(Standing.Waiting) : null,
            incident is { IsOpen: true, Answered: false } ? SearchMarks.Of(Standing.Unanswered) : null,
            .. TextWords.In($"{named.CustomerName} {named.OrganizationName}")
                .Select(word => SearchMarks.OfCustomer(word.Folded)),
        ];
        foreach (var mark in marks.OfType<string>())
        {
            document.Mark(mark, Audience.Everybody);
        }

        document.Mark(
            incident.Agent is { } agent ? SearchMarks.OfAgent(agent) : SearchMarks.NoAgent, Audience.Desk);
        document.Mark(incident.Team is { } team ? SearchMarks.OfTeam(team) : SearchMarks.NoTeam, Audience.Desk);
        if (incident.SnoozedUntil is not null)
        {
            document.Mark(SearchMarks.Of(Standing.Snoozed), Audience.Desk);
        }
    }

    private static bool IsWaiting(Incident incident) =>
        incident.Status is IncidentStatus.WaitingOnCustomer or IncidentStatus.SolutionOffered;

    /// <summary>The state's name in both languages is a word of the incident: who types "waiting" finds it.</summary>
    private void Describe(SearchDocument document, NamedIncident named)
    {
        var incident = named.Incident;
        document.Add(FormattableString.Invariant($"{incident.Number}"), Audience.Everybody);
        document.Add(incident.Title, Audience.Everybody);
        document.Add(incident.Statement, Audience.Everybody);
        document.Add($"{incident.ReleaseName} {incident.Release}", Audience.Everybody);
        document.Add($"{named.CustomerName} {named.OrganizationName}", Audience.Everybody);
        foreach (var contact in incident.Contacts)
        {
            document.Add($"{contact.Name} {contact.Email}", Audience.Everybody);
        }

        foreach (var language in texts.Languages)
        {
            document.Add(
                Speaking.In(language, () => texts[$"incident.status.{incident.Status}"]), Audience.Everybody);
        }
    }

    /// <summary>The conversation, what was proposed in it, the notes, and the files of both.</summary>
    private static async Task AddEntriesAsync(
        Database database, Dictionary<IncidentId, SearchDocument> documents, CancellationToken cancel)
    {
        var ids = documents.Keys.ToList();
        var messages = await database.Set<Message>()
            .Where(message => ids.Contains(message.Incident))
            .Select(message => new { message.Id, message.Incident, message.Author, message.AuthorName, message.Body })
            .ToListAsync(cancel);
        messages.ForEach(one => documents[one.Incident].Add($"{one.Body} {one.AuthorName}", Audience.Everybody));
        var parts = await database.Set<ProposedPart>()
            .Where(part => ids.Contains(part.Incident))
            .Select(part => new { part.Incident, part.Title, part.Description })
            .ToListAsync(cancel);
        parts.ForEach(part => documents[part.Incident].Add($"{part.Title} {part.Description}", Audience.Everybody));
        var notes = await database.Set<Note>()
            .Where(note => ids.Contains(note.Incident))
            .Select(note => new { note.Id, note.Incident, note.Author, note.AuthorName, note.Body })
            .ToListAsync(cancel);
        notes.ForEach(one => documents[one.Incident].Add($"{one.Body} {one.AuthorName}", Audience.Desk));
        var files = await database.Set<Attachment>()
            .Where(file => ids.Contains(file.Incident) && file.State != AttachmentState.Receiving)
            .Select(file => new { file.Incident, file.Entry, file.UploadedBy, file.Name })
            .ToListAsync(cancel);

        // Who sees a file is decided by its entry; one that goes with nothing written yet is seen by its sender alone.
        var shown = messages.Select(one => (one.Id, one.Incident, one.Author)).ToHashSet();
        var kept = notes.Select(one => (one.Id, one.Incident, (PersonId?)one.Author)).ToHashSet();
        foreach (var file in files)
        {
            var entry = (file.Entry.GetValueOrDefault(), file.Incident, (PersonId?)file.UploadedBy);
            if (file.Entry is null || shown.Contains(entry))
            {
                documents[file.Incident].Add(file.Name, Audience.Everybody);
            }
            else if (kept.Contains(entry))
            {
                documents[file.Incident].Add(file.Name, Audience.Desk);
            }
        }
    }

    /// <summary>Whoever can name an order's number can claim its packs, so that customers do not find by it.</summary>
    private static async Task AddDeskTextsAsync(
        Database database, Dictionary<IncidentId, SearchDocument> documents, CancellationToken cancel)
    {
        var ids = documents.Keys.ToList();
        var assignments = await database.Set<IncidentAssignment>()
            .Where(one => ids.Contains(one.Incident))
            .Select(one => new { one.Incident, one.Note, one.TeamName, one.AgentName })
            .ToListAsync(cancel);
        assignments.ForEach(one =>
            documents[one.Incident].Add($"{one.Note} {one.TeamName} {one.AgentName}", Audience.Desk));
        var customers = await (
            from incident in database.Set<Incident>()
            join customer in database.Set<Person>() on incident.Customer equals customer.Id
            where ids.Contains(incident.Id)
            select new { incident.Id, customer.Email }).ToListAsync(cancel);
        customers.ForEach(one => documents[one.Id].Add(one.Email, Audience.Desk));
        var packs = await (
            from incident in database.Set<Incident>()
            join pack in database.Set<PackRow>() on incident.Pack equals pack.Id
            join order in database.Set<Order>() on pack.PurchaseOrder equals order.Id into orders
            from order in orders.DefaultIfEmpty()
            where ids.Contains(incident.Id)
            select new { incident.Id, pack.ContractId, Number = (string?)order.ConfirmationNumber })
            .ToListAsync(cancel);
        packs.ForEach(one => documents[one.Id].Add($"{one.ContractId} {one.Number}", Audience.Desk));
    }
}
