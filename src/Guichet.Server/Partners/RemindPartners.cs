using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Partners;

/// <summary>Reminds an organisation's administrators that its enrolment will end: once for each last day, as what is
/// told and that it was are written together. One that is renewed already is passed over,
/// unless the renewal was ended; so is one that is over, as it was entered late.</summary>
internal sealed class RemindPartners(UnitOfWork work, InForce inForce, IClock clock) : ISweep
{
    /// <summary>Kind of the outbox message that becomes the mail.</summary>
    public const string Kind = "partner.enrollment-lapses";

    private const int Batch = 50;

    public async Task RunAsync(CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(cancel)).Policy;
        var now = clock.GetCurrentInstant();
        if (policy.Policy.PartnerReminderDays > 0)
        {
            var today = policy.DayOf(now);
            var until = today.PlusDays(policy.Policy.PartnerReminderDays);
            while ((await work.RunAsync<int>(
                database => RemindAsync(database, (today, until), now, cancel), cancel)).Value == Batch)
            {
            }
        }
    }

    private static async Task<Result<int>> RemindAsync(
        Database database, (LocalDate Today, LocalDate Until) days, Instant now, CancellationToken cancel)
    {
        var (today, until) = days;
        var due = await database.Set<PartnerEnrollment>()
            .Where(one => !one.Reminded && one.ValidUntil <= until)
            .OrderBy(one => one.ValidUntil).ThenBy(one => one.Id)
            .Take(Batch)
            .ToListAsync(cancel);
        var organizations = due.ConvertAll(one => one.Organization);
        var later = await database.Set<PartnerEnrollment>().AsNoTracking()
            .Where(one => organizations.Contains(one.Organization) && one.EndedOn == null)
            .Select(one => new { one.Organization, one.ValidFrom })
            .ToListAsync(cancel);
        var administrators = (await database.Set<Person>()
                .Where(person => person.OrganizationId != null
                    && organizations.Contains(person.OrganizationId.Value)
                    && person.MemberRole == MemberRole.Administrator)
                .OrderBy(person => person.NormalizedEmail)
                .Select(person => new { person.Id, person.OrganizationId })
                .ToListAsync(cancel))
            .ToLookup(person => person.OrganizationId!.Value, person => person.Id);
        foreach (var enrollment in due)
        {
            enrollment.Reminded = true;
            var renewed = later.Exists(one =>
                one.Organization == enrollment.Organization && one.ValidFrom > enrollment.ValidUntil);
            database.AddRange(administrators[enrollment.Organization]
                .Where(_ => !renewed && enrollment.ValidUntil >= today)
                .Select(person => OutboxMessage.Of(
                    Kind, new { person = person.Value, enrollment = enrollment.Id }, now)));
        }

        return due.Count;
    }
}
