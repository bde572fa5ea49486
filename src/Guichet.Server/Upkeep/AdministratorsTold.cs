using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Upkeep;

/// <summary>What the administrators are mailed of what is read by itself.</summary>
internal static class AdministratorsTold
{
    /// <summary>An import waits for approval.</summary>
    public const string ImportWaits = "upkeep.import-waits";

    /// <summary>Holidays wait for approval.</summary>
    public const string HolidaysWait = "upkeep.holidays-wait";

    /// <summary>Holidays were taken over, as the administrators have chosen.</summary>
    public const string HolidaysTaken = "upkeep.holidays-taken";

    /// <summary>One message for each administrator.</summary>
    /// <param name="database">The transaction of what it tells.</param>
    /// <param name="kind">What.</param>
    /// <param name="subject">Id of the source, or key of the calendar.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Stops the work before the commit.</param>
    public static async Task TellAdministratorsAsync(
        this Database database, string kind, string subject, Instant now, CancellationToken cancel)
    {
        var administrators = await database.Set<Person>()
            .Where(person => person.Role == Role.Administrator)
            .OrderBy(person => person.NormalizedEmail)
            .Select(person => person.Id)
            .ToListAsync(cancel);
        database.AddRange(administrators.Select(person => OutboxMessage.Of(
            kind, new { person = person.Value, subject }, now)));
    }
}
