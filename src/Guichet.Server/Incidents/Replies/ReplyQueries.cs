using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Replies;

internal static class ReplyQueries
{
    /// <summary>Nobody finds anything among more.</summary>
    private const int Most = 500;

    /// <summary>By name.</summary>
    public static async Task<IReadOnlyList<CannedReplyView>> ListCannedRepliesAsync(
        this Database database, CancellationToken cancel) =>
        [
            .. (await database.Set<CannedReply>().AsNoTracking()
                .OrderBy(reply => reply.Name).Take(Most).ToListAsync(cancel)).Select(reply => reply.View()),
        ];

    /// <summary>By name.</summary>
    public static async Task<IReadOnlyList<MacroView>> ListMacrosAsync(
        this Database database, CancellationToken cancel) =>
        [
            .. (await database.Set<Macro>().AsNoTracking()
                .OrderBy(macro => macro.Name).Take(Most).ToListAsync(cancel)).Select(macro => macro.View()),
        ];

    /// <summary>A canned reply as the incident's customer would read it, in their language. Refused:
    /// <c>incident.unknown</c>, <c>canned-reply.unknown</c>.</summary>
    public static async Task<Result<FilledReplyView>> FillReplyAsync(
        this Database database, Actor actor, Guid incident, Guid reply, CancellationToken cancel)
    {
        var id = new IncidentId(incident);
        var about = await (
            from one in database.IncidentsVisibleTo(actor)
            where one.Id == id
            join customer in database.Set<Person>() on one.Customer equals customer.Id
            join organization in database.Set<Organization>()
                on one.Organization equals organization.Id into organizations
            from organization in organizations.DefaultIfEmpty()
            select new
            {
                one.Number, one.Title, one.ReleaseName, customer.Name, customer.Language, Of = organization.Name,
            })
            .SingleOrDefaultAsync(cancel);
        if (about is null)
        {
            return new Refusal("incident.unknown", "There is no such incident.");
        }

        var found = await database.Set<CannedReply>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == reply, cancel);
        if (found is null)
        {
            return new Refusal("canned-reply.unknown", "There is no such canned reply.");
        }

        var values = new Dictionary<string, string>
        {
            ["customer.name"] = about.Name,
            ["organization.name"] = about.Of ?? "",
            ["incident.number"] = about.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["incident.title"] = about.Title,
            ["product.name"] = about.ReleaseName,
            ["agent.name"] = actor.Name,
        };
        return new FilledReplyView(about.Language, ReplyFields.Fill(found.Text.In(about.Language), values));
    }
}
