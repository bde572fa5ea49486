using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Handling;

/// <summary>The desk does the same to several incidents, each by itself: what cannot be done to one does not keep the
/// others, and is named with its reason.</summary>
internal sealed class HandleIncidents(HandleIncident handle, IStorage storage, Texts texts, IClock clock)
{
    /// <summary>Does it, or says what it would do.</summary>
    public async Task<BulkActView> RunAsync(SignedIn signedIn, NewBulkAct bulk, CancellationToken cancel)
    {
        var lines = await PreviewAsync(signedIn, bulk, cancel);
        if (!bulk.Preview)
        {
            for (var index = 0; index < lines.Count; index++)
            {
                lines[index] = await DoAsync(signedIn, bulk.Act!, lines[index], cancel);
            }
        }

        return new BulkActView(bulk.Preview, lines.Count(line => line.Code is null), lines);
    }

    private async Task<BulkActLineView> DoAsync(
        SignedIn signedIn, NewDeskAct act, BulkActLineView line, CancellationToken cancel)
    {
        var done = await handle.RunAsync(signedIn, line.Id, act, null, cancel);
        return line with
        {
            Code = done.Refusal?.Code,
            Reason = done.Refusal is { } refusal ? texts.Sentence(refusal) : null,
        };
    }

    /// <summary>The acts themselves, on incidents that are not kept.</summary>
    private async Task<List<BulkActLineView>> PreviewAsync(
        SignedIn signedIn, NewBulkAct bulk, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var ids = bulk.Incidents!.Distinct().Select(id => new IncidentId(id)).ToList();
        var found = await database.IncidentsVisibleTo(signedIn.Actor).AsNoTracking()
            .Where(incident => ids.Contains(incident.Id))
            .ToDictionaryAsync(incident => incident.Id, cancel);
        var handling = await handle.ReadAsync(database, signedIn.Actor, clock.GetCurrentInstant(), cancel);
        var lines = new List<BulkActLineView>();
        foreach (var id in ids)
        {
            lines.Add(found.GetValueOrDefault(id) is { } incident
                ? Line(incident, bulk.Act!, await handling.ApplyAsync(database, incident, bulk.Act!, cancel))
                : Line(id, new Refusal("incident.unknown", "There is no such incident.")));
        }

        return lines;
    }

    /// <summary>Whose turn it is in a team is decided when it is done.</summary>
    private BulkActLineView Line(Incident incident, NewDeskAct act, Result<Handled> result) => new(
        incident.Id.Value,
        incident.Number,
        incident.Title,
        result.Refusal?.Code,
        result.Refusal is { } refusal ? texts.Sentence(refusal) : null,
        result.Refusal is null ? result.Value.Assignment?.TeamName : null,
        result.Refusal is null && result.Value.Assignment is { } assignment && IsNamed(assignment, act)
            ? assignment.AgentName : null);

    private static bool IsNamed(IncidentAssignment assignment, NewDeskAct act) =>
        assignment.Act == AssignmentAct.Taken || act.Agent is not null;

    private BulkActLineView Line(IncidentId id, Refusal refusal) =>
        new(id.Value, 0, "", refusal.Code, texts.Sentence(refusal), null, null);
}
