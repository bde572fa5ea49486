using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Partners;

/// <summary>Who changed an enrolment, why, when, and on which day that is by the policy.</summary>
internal sealed record EnrollmentAct(PersonId By, string Reason, Instant At, LocalDate Today);

/// <summary>What every change of an enrolment has in common.</summary>
internal static class EnrollmentStore
{
    public static Refusal Unknown { get; } = new("enrollment.unknown", "There is no such enrolment.");

    /// <summary>Why somebody may not keep enrolments; null where they may.</summary>
    public static Refusal? WhyNot(Actor actor) =>
        actor.Role is Role.Administrator or Role.SupportManager
            ? null
            : new Refusal("access.not-allowed", "An administrator or a support manager keeps enrolments.");

    /// <summary>Writes the change down, as the next line of its organisation.</summary>
    public static async Task RecordAsync(
        this Database database,
        PartnerEnrollment enrollment,
        EnrollmentChangeKind kind,
        EnrollmentAct act,
        CancellationToken cancel)
    {
        var last = await database.Set<EnrollmentChange>()
            .Where(change => change.Organization == enrollment.Organization)
            .MaxAsync(change => (int?)change.Line, cancel);
        database.Add(new EnrollmentChange
        {
            Organization = enrollment.Organization,
            Line = (last ?? 0) + 1,
            Enrollment = enrollment.Id,
            Kind = kind,
            Level = enrollment.Level,
            Competencies = enrollment.Competencies,
            ValidFrom = enrollment.ValidFrom,
            ValidUntil = enrollment.ValidUntil,
            EndedOn = enrollment.EndedOn,
            Reason = act.Reason,
            By = act.By,
            At = act.At,
        });
    }

    /// <summary>No pack lasts longer than the enrolment that it was activated under: its last day comes forward, and
    /// where that is past, what is left in it expires at once. Credits on hold are honoured (R23).</summary>
    public static async Task CutPacksAsync(
        this Database database, PartnerEnrollment enrollment, EnrollmentAct act, CancellationToken cancel)
    {
        var last = enrollment.Terms.LastDay;
        var packs = await (
            from activation in database.Set<PartnerActivation>()
            join pack in database.Set<PackRow>() on activation.Pack equals pack.Id
            where activation.Enrollment == enrollment.Id && pack.ExpiresOn > last
            select pack).ToListAsync(cancel);
        var lines = await database.LastLinesAsync([.. packs.Select(pack => pack.Id)], cancel);
        foreach (var pack in packs)
        {
            pack.ExpiresOn = last;
            if (last < act.Today)
            {
                ExpirePacks.Lapse(database, pack, lines.GetValueOrDefault(pack.Id), act.Today, act.At);
            }
        }
    }
}
