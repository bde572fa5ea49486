using Guichet.Accounts;
using Guichet.Client.Partners;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Partners;

/// <summary>The vendor enters what an organisation is in the partner programme, from which day to which, and changes
/// it.</summary>
internal sealed class EnrollPartner(UnitOfWork work, InForce inForce, IClock clock)
{
    /// <summary>Enters one; the same id again changes nothing. Refused: <c>access.not-allowed</c>,
    /// <c>organization.unknown</c>, <c>enrollment.id-reused</c>, and as <see cref="Enrollment.WhyNot"/>.</summary>
    public Task<Result<Guid>> EnterAsync(
        Actor actor, Guid organization, NewEnrollment request, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Guid>(
            async database =>
            {
                var of = new OrganizationId(organization);
                if (EnrollmentStore.WhyNot(actor) is { } refusal)
                {
                    return refusal;
                }

                if (!await database.Set<Organization>().AnyAsync(one => one.Id == of, cancel))
                {
                    return new Refusal("organization.unknown", "There is no such organisation.");
                }

                var terms = TermsOf(request);
                if (await database.Set<PartnerEnrollment>().FindAsync([request.Id!.Value], cancel) is { } known)
                {
                    return known.Organization == of && Same(known.Terms, terms)
                        ? known.Id
                        : new Refusal("enrollment.id-reused", "The id was used for another enrolment.");
                }

                if (terms.WhyNot(await database.ReadEnrollmentsAsync(of, cancel)) is { } wrong)
                {
                    return wrong;
                }

                var entered = new PartnerEnrollment(request.Id.Value, of) { Terms = terms };
                database.Add(entered);
                var act = await ActAsync(database, actor, request, now, cancel);
                await database.RecordAsync(entered, EnrollmentChangeKind.Entered, act, cancel);
                return entered.Id;
            },
            cancel);
    }

    /// <summary>Changes one as it was read at that version. Refused: <c>access.not-allowed</c>,
    /// <c>enrollment.unknown</c>, <c>version.changed</c>, <c>enrollment.ended</c>, <c>enrollment.over</c>;
    /// <c>enrollment.ends-in-past</c>; <c>enrollment.activated</c> for another first day where a pack was activated, as
    /// its years are counted from that day; and as <see cref="Enrollment.WhyNot"/>.</summary>
    public Task<Result<Guid>> ChangeAsync(
        Actor actor, Guid enrollment, NewEnrollment request, int version, CancellationToken cancel)
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

                var others = await database.Set<PartnerEnrollment>().AsNoTracking()
                    .Where(one => one.Organization == found.Organization && one.Id != found.Id)
                    .ToListAsync(cancel);
                var terms = TermsOf(request);
                var act = await ActAsync(database, actor, request, now, cancel);
                if ((WhyNotChanged(found, version, terms, act.Today)
                    ?? await WhyNotBegunOnAsync(database, found, terms.ValidFrom, cancel)
                    ?? terms.WhyNot(others.Select(one => one.Terms))) is { } wrong)
                {
                    return wrong;
                }

                found.Change(terms);
                await database.RecordAsync(found, EnrollmentChangeKind.Changed, act, cancel);
                await database.CutPacksAsync(found, act, cancel);
                return found.Id;
            },
            cancel);
    }

    private static Refusal? WhyNotChanged(
        PartnerEnrollment found, int version, Enrollment terms, LocalDate today) =>
        found.EndedOn is not null ? new Refusal("enrollment.ended", "The enrolment was ended: enter another one.")
        : found.Version != version
            ? new Refusal("version.changed", "The enrolment has changed since it was read.")
                .With("expected", version)
                .With("current", found.Version)
        : found.ValidUntil < today ? new Refusal("enrollment.over", "The enrolment is over: enter another one.")
        : terms.ValidUntil < today && terms.ValidFrom <= terms.ValidUntil
            ? new Refusal("enrollment.ends-in-past", "The last day is past: end the enrolment instead.")
        : null;

    /// <summary>The years of an enrolment, in each of which a pack is activated once, are counted from its first
    /// day.</summary>
    private static async Task<Refusal?> WhyNotBegunOnAsync(
        Database database, PartnerEnrollment found, LocalDate first, CancellationToken cancel) =>
        first != found.ValidFrom
            && await database.Set<PartnerActivation>().AnyAsync(one => one.Enrollment == found.Id, cancel)
            ? new Refusal("enrollment.activated", "A pack was activated: the first day stays.")
                .With("from", found.ValidFrom)
            : null;

    private static Enrollment TermsOf(NewEnrollment request) => new(
        Enum.Parse<PartnerLevel>(request.Level!.Value.ToString()),
        [.. request.Competencies.Select(one => one.Trim()).Where(one => one.Length > 0).Distinct()],
        LocalDate.FromDateOnly(request.ValidFrom!.Value),
        LocalDate.FromDateOnly(request.ValidUntil!.Value),
        null);

    private static bool Same(Enrollment one, Enrollment other) =>
        one.Competencies.SequenceEqual(other.Competencies)
        && one with { Competencies = other.Competencies } == other;

    private async Task<EnrollmentAct> ActAsync(
        Database database, Actor actor, NewEnrollment request, Instant now, CancellationToken cancel) => new(
        actor.Person, request.Reason?.Trim() ?? "", now, (await inForce.ReadAsync(database, cancel)).Policy.DayOf(now));
}
