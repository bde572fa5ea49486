using System.Data.Common;
using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>Finds the person behind an API key. Every request of the API asks it, so it goes round the
/// mapping.</summary>
internal static class KeyQuery
{
    private const string Query = """
        select p.id, p.name, p.role, p.sign_in, p.organization_id, p.member_role, p.email, p.time_zone, p.language,
            coalesce(o.country, p.country), o.name, k.scopes,
            e.level, e.competencies, e.valid_from, e.valid_until, e.ended_on
        from api_key k
        join person p on p.id = k.person_id
        left join organization o on o.id = p.organization_id
        left join partner_enrollment e on e.organization = p.organization_id
        where k.hash = @hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > @now)
        order by e.valid_from
        """;

    /// <summary>The person behind a key that is valid now, with the key's scopes; null for none.</summary>
    public static async Task<(SignedIn SignedIn, string[] Scopes)?> FindByKeyAsync(
        this Database database, string hash, Instant now, CancellationToken cancel)
    {
        await database.Database.OpenConnectionAsync(cancel);
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = Query;
        command.Add("@hash", hash);
        command.Add("@now", database.OnSqlite ? Microseconds.Of(now) : now);
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel))
        {
            return null;
        }

        var organization = row.ReadGuid(4);
        var enrollments = new List<Enrollment>();
        var actor = new Actor(
            new PersonId(row.GetGuid(0)),
            row.GetString(1),
            Enum.Parse<Role>(row.GetString(2)),
            Enum.Parse<SignInKind>(row.GetString(3)),
            organization is { } id ? new OrganizationId(id) : null,
            row.IsDBNull(5) ? null : Enum.Parse<MemberRole>(row.GetString(5)),
            enrollments)
        {
            Country = row.GetString(9),
            ByKey = true,
        };
        var signedIn = new SignedIn(
            actor,
            row.GetString(6),
            row.GetString(7),
            row.GetString(8),
            row.GetString(9),
            row.IsDBNull(10) ? null : row.GetString(10));
        var scopes = row.GetString(11).Split(' ');
        do
        {
            if (!row.IsDBNull(12))
            {
                enrollments.Add(EnrollmentOf(row, database.OnSqlite));
            }
        }
        while (await row.ReadAsync(cancel));

        return (signedIn, scopes);
    }

    /// <summary>There is a row for each enrolment of the person's organisation.</summary>
    private static Enrollment EnrollmentOf(DbDataReader row, bool onSqlite) => new(
        Enum.Parse<PartnerLevel>(row.GetString(12)),
        PartnerEnrollment.CompetenciesIn(row.GetString(13)),
        row.ReadDay(14, onSqlite)!.Value,
        row.ReadDay(15, onSqlite)!.Value,
        row.ReadDay(16, onSqlite));
}
