using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Partners;

/// <summary>The vendor ends an enrolment before its last day: from today on it does not hold, and what is left in its
/// packs expires.</summary>
internal sealed class EndEnrollment(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Ending an ended one again changes nothing. Refused: <c>access.not-allowed</c>,
    /// <c>enrollment.unknown</c>, <c>enrollment.over</c> where its last day is past.</summary>
    public Task<Result<Guid>> RunAsync(Actor actor, Guid enrollment, string reason, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Guid>(
            async database =>
            {
                if (EnrollmentStore.WhyNot(actor) is { } refusal)
                {
                    return refusal;
                }

                if (await database.Set<PartnerEnrollment>().FindAsync([enrollment], cancel) is not { } found)
                {
                    return EnrollmentStore.Unknown;
                }

                var today = (await inForce.ReadAsync(database, cancel)).Policy.DayOf(now);
                if (found.EndedOn is not null)
                {
                    return found.Id;
                }

                if (found.ValidUntil < today)
                {
                    return new Refusal("enrollment.over", "The enrolment is over already.");
                }

                var act = new EnrollmentAct(actor.Person, reason.Trim(), now, today);
                found.Change(found.Terms with { EndedOn = today });
                await database.RecordAsync(found, EnrollmentChangeKind.Ended, act, cancel);
                await database.CutPacksAsync(found, act, cancel);
                return found.Id;
            },
            cancel);
    }
}
