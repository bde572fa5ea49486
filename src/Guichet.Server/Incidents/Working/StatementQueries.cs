using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Working;

internal static class StatementQueries
{
    /// <summary>Every version of the problem statement, oldest first, with what the customer answered (R4); null where
    /// the actor does not see the incident.</summary>
    public static async Task<IReadOnlyList<Wire.StatementVersionView>?> ListStatementsAsync(
        this Database database, Actor actor, Guid id, CancellationToken cancel)
    {
        var incident = new IncidentId(id);
        if (!await database.IncidentsVisibleTo(actor).AnyAsync(one => one.Id == incident, cancel))
        {
            return null;
        }

        var said = await database.Set<Message>().AsNoTracking()
            .Where(message => message.Incident == incident && message.StatementVersion != null)
            .OrderBy(message => message.StatementVersion).ThenBy(message => message.At).ThenBy(message => message.Id)
            .ToListAsync(cancel);
        return
        [
            .. from message in said
               group message by message.StatementVersion!.Value into version
               let proposal = version.First(message => message.Kind == MessageKind.StatementProposed)
               select new Wire.StatementVersionView(
                   version.Key,
                   proposal.Body,
                   proposal.SolutionCriterion,
                   proposal.AuthorName,
                   proposal.At.ToDateTimeOffset(),
                   proposal.Id.Value,
                   [.. version.Where(message => message != proposal).Select(AsAnswer)]),
        ];
    }

    private static Wire.StatementAnswerView AsAnswer(Message message) => new(
        message.Kind == MessageKind.StatementAccepted,
        message.AuthorName,
        message.At.ToDateTimeOffset(),
        message.Body,
        message.SolutionCriterion,
        message.Id.Value);
}
