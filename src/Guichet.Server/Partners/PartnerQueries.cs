using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Partners;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = Guichet.Client.Accounts;

namespace Guichet.Server.Partners;

/// <summary>What the desk asks about partners.</summary>
internal static class PartnerQueries
{
    /// <summary>Above every character that a name can have.</summary>
    private const char Last = '\uffff';

    /// <summary>Organisations by name, each with what it is in the partner programme on a day.</summary>
    /// <param name="database">To read.</param>
    /// <param name="start">What the name begins with; null for all.</param>
    /// <param name="today">The day.</param>
    /// <param name="cursor">Where the page before ended.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Page<PartnerLineView>> ListPartnersAsync(
        this Database database, string? start, LocalDate today, Guid? cursor, int limit, CancellationToken cancel)
    {
        var organizations = database.Set<Organization>().AsNoTracking().StartingWith(start);
        if (cursor is { } last)
        {
            var before = new OrganizationId(last);
            var name = await database.Set<Organization>().Where(one => one.Id == before)
                .Select(one => one.Name).SingleOrDefaultAsync(cancel);
            organizations = name is null ? organizations : organizations.After(name, last);
        }

        var found = await organizations
            .OrderBy(one => one.Name).ThenBy(one => one.Id)
            .Take(limit + 1)
            .ToListAsync(cancel);
        var ids = found.ConvertAll(one => one.Id);
        var enrollments = (await database.Set<PartnerEnrollment>().AsNoTracking()
                .Where(one => ids.Contains(one.Organization))
                .ToListAsync(cancel))
            .Where(one => one.Terms.HoldsOn(today))
            .ToDictionary(one => one.Organization, one => one.Terms);
        return new Page<PartnerLineView>(
            [.. found.Take(limit).Select(one => AsLine(one, enrollments.GetValueOrDefault(one.Id)))],
            found.Count > limit ? found[limit - 1].Id.Value.ToString() : null);
    }

    /// <summary>One organisation's enrolments, the latest first, and their history; null where there is none with that
    /// id.</summary>
    public static async Task<PartnerView?> FindPartnerAsync(
        this Database database, Guid organization, LocalDate today, CancellationToken cancel)
    {
        var id = new OrganizationId(organization);
        var found = await database.Set<Organization>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id, cancel);
        if (found is null)
        {
            return null;
        }

        var enrollments = await database.Set<PartnerEnrollment>().AsNoTracking()
            .Where(one => one.Organization == id)
            .OrderByDescending(one => one.ValidFrom)
            .ToListAsync(cancel);
        var changes = await database.Set<EnrollmentChange>().AsNoTracking()
            .Where(one => one.Organization == id)
            .OrderByDescending(one => one.Line)
            .Take(200)
            .ToListAsync(cancel);
        var names = await database.ReadNamesAsync(changes.Select(one => one.By), cancel);
        return new PartnerView(
            found.Id.Value,
            found.Name,
            found.Country,
            enrollments.ConvertAll(one => AsView(one, today)),
            changes.ConvertAll(one => AsView(one, names)));
    }

#pragma warning disable CA1309 // Comparisons become SQL.
    private static IQueryable<Organization> StartingWith(this IQueryable<Organization> organizations, string? start)
    {
        if (string.IsNullOrWhiteSpace(start))
        {
            return organizations;
        }

        var from = start.Trim();
        var to = from + Last;
        return organizations.Where(one => string.Compare(one.Name, from) >= 0 && string.Compare(one.Name, to) < 0);
    }

    private static IQueryable<Organization> After(this IQueryable<Organization> organizations, string name, Guid id) =>
        organizations.Where(one => string.Compare(one.Name, name) > 0
            || (one.Name == name && (Guid)(object)one.Id > id));
#pragma warning restore CA1309

    private static PartnerLineView AsLine(Organization one, Enrollment? terms) => new(
        one.Id.Value,
        one.Name,
        one.Country,
        Level(terms?.Level ?? default),
        terms?.Competencies ?? [],
        terms?.LastDay.ToDateOnly());

    private static EnrollmentView AsView(PartnerEnrollment one, LocalDate today) => new(
        one.Id,
        Level(one.Level),
        one.Competencies,
        one.ValidFrom.ToDateOnly(),
        one.ValidUntil.ToDateOnly(),
        one.EndedOn?.ToDateOnly(),
        one.Terms.HoldsOn(today) ? EnrollmentState.InForce
            : one.EndedOn is not null ? EnrollmentState.Ended
            : today < one.ValidFrom ? EnrollmentState.ToCome
            : EnrollmentState.Over,
        one.Version);

    private static EnrollmentChangeView AsView(
        EnrollmentChange one, IReadOnlyDictionary<PersonId, string> names) => new(
        one.Line,
        one.Enrollment,
        Enum.Parse<EnrollmentChangeWord>(one.Kind.ToString()),
        Level(one.Level),
        one.Competencies,
        one.ValidFrom.ToDateOnly(),
        one.ValidUntil.ToDateOnly(),
        one.Reason,
        names.Of(one.By),
        one.At.ToDateTimeOffset());

    private static Wire.PartnerLevel Level(PartnerLevel level) => Enum.Parse<Wire.PartnerLevel>(level.ToString());
}
