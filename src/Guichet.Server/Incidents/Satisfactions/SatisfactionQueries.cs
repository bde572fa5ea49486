using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Satisfactions;

/// <summary>A comment of a customer, with its incident.</summary>
internal sealed record SatisfactionComment(
    IncidentId Incident, long Number, string Title, int Rating, string Comment, Instant At);

internal static class SatisfactionQueries
{
    /// <summary>What the customer is asked about an incident that the actor sees, and what they said; null for any
    /// other incident.</summary>
    public static async Task<Wire.SatisfactionView?> FindSatisfactionAsync(
        this Database database, Actor actor, Guid id, ClosingTerms terms, Instant now, CancellationToken cancel)
    {
        var incident = await database.IncidentsVisibleTo(actor).AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == new IncidentId(id), cancel);
        return incident is null ? null : await database.ViewAsync(incident, terms, now, cancel);
    }

    /// <summary>The newest comments on incidents that the actor sees.</summary>
    public static Task<List<SatisfactionComment>> ListCommentsAsync(
        this Database database, Actor actor, int most, CancellationToken cancel) => (
        from said in database.Set<Satisfaction>().Where(one => one.Comment != "")
            .OrderByDescending(one => one.ChangedAt).ThenByDescending(one => one.Incident)
            .Take(most)
        join incident in database.IncidentsVisibleTo(actor) on said.Incident equals incident.Id
        orderby said.ChangedAt descending, said.Incident descending
        select new SatisfactionComment(
            incident.Id, incident.Number, incident.Title, said.Rating, said.Comment, said.ChangedAt))
        .AsNoTracking().ToListAsync(cancel);

    public static async Task<Wire.SatisfactionView> ViewAsync(
        this Database database, Incident incident, ClosingTerms terms, Instant now, CancellationToken cancel)
    {
        var said = await database.Set<Satisfaction>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Incident == incident.Id, cancel);
        return said.AsView(incident, terms, now);
    }

    public static Wire.SatisfactionView AsView(
        this Satisfaction? said, Incident incident, ClosingTerms terms, Instant now) => new(
        incident.SatisfactionUntil(terms) is { } until && now <= until ? until.ToDateTimeOffset() : null,
        said is null
            ? null
            : new Wire.SatisfactionAnswerView(
                said.Rating,
                said.Comment,
                said.AnsweredAt.ToDateTimeOffset(),
                said.ChangedAt.ToDateTimeOffset()));
}
