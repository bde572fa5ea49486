using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace Guichet.Server.Following;

/// <summary>Reminds followers 12, 6 and 3 months before a phase ends: one mail with all that is due, and a row for each
/// reminder that keeps it from being told twice, on whichever node and after whichever interruption.</summary>
internal sealed class RemindOfPhaseEnds(IStorage storage, UnitOfWork work, InForce inForce, IClock clock) : ISweep
{
    /// <summary>Kind of the outbox message that becomes the mail.</summary>
    public const string Kind = "following.phase-ends";

    public async Task RunAsync(CancellationToken cancel)
    {
        Reminders due;
        await using (var database = storage.Read())
        {
            var terms = await inForce.ReadAsync(database, cancel);
            var now = clock.GetCurrentInstant();
            due = new Reminders(now, terms.Policy.DayOf(now));
            foreach (var reminder in DueOn(terms, due.Today))
            {
                foreach (var person in await UntoldAsync(database, reminder, terms.Policy.Zone, cancel))
                {
                    due.Add(person, reminder);
                }
            }
        }

        foreach (var person in due.People)
        {
            await work.RunAsync<bool>(database => TellAsync(database, person, due, cancel), cancel);
        }
    }

    private static IEnumerable<PhaseReminder> DueOn(Terms terms, LocalDate today) =>
        from product in terms.Catalog.Products.Products
        from release in product.Releases
        from end in PhaseReminders.EndsOf(new ProductRelease(product, release))
        let reminder = PhaseReminders.DueOn(end, today)
        where reminder is not null
        select reminder;

    /// <summary>Those who want mail, follow the release or its product since before the reminder was due, and were not
    /// told yet.</summary>
    private static Task<List<PersonId>> UntoldAsync(
        Database database, PhaseReminder reminder, DateTimeZone zone, CancellationToken cancel)
    {
        var (end, months, dueOn) = (reminder.End, reminder.Months, reminder.DueOn);
        var (product, release, phase) = (end.Of.Product.Key, end.Of.Reference, end.Phase);
        var before = dueOn.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();
        return (
            from followed in database.Set<FollowedProduct>()
            join follower in database.Set<Follower>() on followed.Person equals follower.Person
            where (followed.Subject == product || followed.Subject == release)
                && followed.FollowedAt < before
                && follower.WantsMail
                && !database.Set<PhaseReminderTold>().Any(told => told.Person == followed.Person
                    && told.Release == release && told.Phase == phase && told.Months == months
                    && told.ToldOn >= dueOn)
            select followed.Person).Distinct().ToListAsync(cancel);
    }

    /// <summary>Another node may have told some or all of them since they were read.</summary>
    private static async Task<Result<bool>> TellAsync(
        Database database, PersonId person, Reminders due, CancellationToken cancel)
    {
        var facts = new List<PhaseEndFact>();
        foreach (var reminder in due.Of(person))
        {
            var (release, phase) = (reminder.End.Of.Reference, reminder.End.Phase);
            var told = await database.Set<PhaseReminderTold>()
                .FindAsync([person, release, phase, reminder.Months], cancel);
            if (told?.ToldOn >= reminder.DueOn)
            {
                continue;
            }

            facts.Add(new(
                release, phase.ToString(), LocalDatePattern.Iso.Format(reminder.End.LastDay), reminder.Months));
            if (told is not null)
            {
                told.ToldOn = due.Today;
                continue;
            }

            database.Add(new PhaseReminderTold
            {
                Person = person,
                Release = release,
                Phase = phase,
                Months = reminder.Months,
                ToldOn = due.Today,
            });
        }

        if (facts.Count > 0)
        {
            database.Add(OutboxMessage.Of(Kind, new { person = person.Value, ends = facts }, due.At));
        }

        return true;
    }

    /// <summary>What one sweep has to tell.</summary>
    private sealed record Reminders(Instant At, LocalDate Today)
    {
        private readonly Dictionary<PersonId, List<PhaseReminder>> untold = [];

        public IEnumerable<PersonId> People => untold.Keys;

        public IEnumerable<PhaseReminder> Of(PersonId person) => untold[person].OrderBy(one => one.End.LastDay);

        public void Add(PersonId person, PhaseReminder reminder) =>
            (untold.TryGetValue(person, out var known) ? known : untold[person] = []).Add(reminder);
    }
}

/// <summary>An end of a phase as the outbox tells it.</summary>
/// <param name="Release">Its reference.</param>
/// <param name="Phase">Mainstream or extended.</param>
/// <param name="EndsOn">ISO day, the last one of the phase.</param>
/// <param name="Months">How many months ahead it is told.</param>
internal sealed record PhaseEndFact(string Release, string Phase, string EndsOn, int Months);
