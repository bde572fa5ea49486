using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

/// <summary>How far a mail has come.</summary>
internal enum MailStatus
{
    Waiting,
    Failing,
    Sent,
}

/// <summary>A line of the desk's list of mails.</summary>
internal sealed record MailLine(
    Guid Id, string Kind, Instant CreatedAt, Instant DueAt, int Attempts, Instant? DoneAt, string? Error)
{
    public MailStatus Status =>
        DoneAt is not null ? MailStatus.Sent : Error is not null ? MailStatus.Failing : MailStatus.Waiting;
}

internal static class MailQueries
{
    /// <summary>The newest mails, or those written before the one given.</summary>
    public static Task<List<MailLine>> ListMailsAsync(
        this Database database, Guid? before, int most, CancellationToken cancel)
    {
        var rows = database.Set<OutboxMessage>().AsNoTracking();
        if (before is { } id)
        {
            rows = rows.Where(row => row.Id < id);
        }

        return rows.OrderByDescending(row => row.Id).Take(most).AsLines().ToListAsync(cancel);
    }

    /// <summary>The mails that have not been handed over, in the order in which they are tried.</summary>
    public static Task<List<MailLine>> ListWaitingMailsAsync(
        this Database database, int most, CancellationToken cancel) =>
        database.Set<OutboxMessage>()
            .AsNoTracking()
            .Where(row => row.DoneAt == null)
            .OrderBy(row => row.DueAt)
            .Take(most)
            .AsLines()
            .ToListAsync(cancel);

    public static Task<OutboxMessage?> FindMailAsync(this Database database, Guid id, CancellationToken cancel) =>
        database.Set<OutboxMessage>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);

    private static IQueryable<MailLine> AsLines(this IQueryable<OutboxMessage> rows) => rows.Select(row => new MailLine(
        row.Id, row.Kind, row.CreatedAt, row.DueAt, row.Attempts, row.DoneAt, row.Error));
}
