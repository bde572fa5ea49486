using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Mail;

internal static class RecipientQueries
{
    /// <summary>The person as a mail reaches them; null where they are gone.</summary>
    public static async Task<Recipient?> FindRecipientAsync(
        this Database database, PersonId id, CancellationToken cancel)
    {
        var person = await database.Set<Person>()
            .AsNoTracking()
            .Where(row => row.Id == id)
            .Select(row => new { row.Email, row.Name, row.Language, row.TimeZone, row.Role })
            .SingleOrDefaultAsync(cancel);
        return person?.Email is null
            ? null
            : new Recipient(
                person.Email,
                person.Name,
                person.Language,
                DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.TimeZone) ?? DateTimeZone.Utc)
            {
                Person = id,
                Role = person.Role,
            };
    }
}
