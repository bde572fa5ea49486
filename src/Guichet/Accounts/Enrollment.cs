namespace Guichet.Accounts;

/// <summary>An organisation's enrolment in the partner programme: what it is, from which day to which. Enrolments of
/// one organisation never overlap.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Competencies">The competencies it holds, by name; any of them opens Signature Cloud Support (R18).
/// </param>
/// <param name="ValidFrom">First day, in the policy's time zone.</param>
/// <param name="ValidUntil">Last day, inclusive.</param>
/// <param name="EndedOn">The day on which it was ended early: the first one on which it no longer holds; null where it
/// was not.</param>
public sealed record Enrollment(
    PartnerLevel Level,
    IReadOnlyList<string> Competencies,
    LocalDate ValidFrom,
    LocalDate ValidUntil,
    LocalDate? EndedOn)
{
    /// <summary>What the organisation is while it holds.</summary>
    public PartnerStanding Standing => new(Level, Competencies.Count > 0);

    /// <summary>The last day on which it holds; before <see cref="ValidFrom"/> where it was ended on its first
    /// or earlier.</summary>
    public LocalDate LastDay =>
        EndedOn is { } ended && ended <= ValidUntil ? ended.PlusDays(-1) : ValidUntil;

    /// <summary>Whether it never holds: it was ended on its first day or before.</summary>
    public bool IsEmpty => LastDay < ValidFrom;

    /// <summary>Whether it holds on that day.</summary>
    public bool HoldsOn(LocalDate day) => ValidFrom <= day && day <= LastDay;

    /// <summary>Which year of the enrolment a day is in, counted from 1: a year begins on the date of the first day.
    /// </summary>
    /// <param name="day">A day on which it holds.</param>
    public int YearOf(LocalDate day) => Period.Between(ValidFrom, day, PeriodUnits.Years).Years + 1;

    /// <summary>Why it cannot stand beside the others of its organisation; null where it can:
    /// <c>enrollment.dates-backwards</c>, <c>enrollment.overlaps</c>, <c>enrollment.nothing-held</c>.</summary>
    public Refusal? WhyNot(IEnumerable<Enrollment> others) =>
        ValidUntil < ValidFrom
            ? new Refusal("enrollment.dates-backwards", "The last day is before the first.")
        : Level == PartnerLevel.None && Competencies.Count == 0
            ? new Refusal("enrollment.nothing-held", "An enrolment has a level or a competency.")
        : others.FirstOrDefault(other =>
            !other.IsEmpty && other.ValidFrom <= LastDay && ValidFrom <= other.LastDay) is { } other
            ? new Refusal("enrollment.overlaps", "Another enrolment holds in these days.")
                .With("from", other.ValidFrom)
                .With("until", other.LastDay)
        : null;

    /// <summary>What an organisation is on a day: nothing where none of its enrolments holds.</summary>
    public static PartnerStanding StandingOn(IEnumerable<Enrollment> enrollments, LocalDate day) =>
        enrollments.FirstOrDefault(one => one.HoldsOn(day))?.Standing ?? PartnerStanding.None;
}
