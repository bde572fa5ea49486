using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Partners;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Packs;
using Guichet.Server.Partners;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;
using PartnerLevel = Guichet.Client.Accounts.PartnerLevel;

namespace Guichet.Server.Tests.Partners;

/// <summary>In a house of its own, as time moves. Today is 20 November 2026.</summary>
public abstract class ActivatingABenefit : IAsyncLifetime
{
    private const string Gold = "partner-gold-20";

    private protected abstract House House { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact, Trait("Rule", "R14"), Trait("Rule", "R20"), Trait("Rule", "R21")]
    public async Task Makes_a_contract_and_a_pack_that_lasts_no_longer_than_the_enrolment()
    {
        var (partner, keeper) = await EnrollAsync(new(2026, 11, 1), new(2027, 10, 31));
        var before = await partner.Client.ListPartnerBenefitsAsync(Cancel);
        Assert.Equal(
            [(Gold, BenefitState.ToActivate), ("advanced-partner", BenefitState.ByContract)],
            before.Benefits.Select(one => (one.Plan, one.State)));

        var granted = await partner.Client.ActivateBenefitAsync(Gold, Cancel);

        Assert.Equal((new DateOnly(2026, 11, 20), (DateOnly?)new DateOnly(2027, 10, 31)), (
            granted.StartsOn, granted.ExpiresOn));
        Assert.Equal([("Purchased", "partner.activated")], await LedgerAsync(granted.Id));
        var after = (await partner.Client.ListPartnerBenefitsAsync(Cancel)).Benefits[0];
        Assert.Equal((BenefitState.Active, (int?)20, granted.ContractId), (
            after.State, after.Available, after.ContractId));
        await partner.Client.SubmitIncidentAsync(Problem(), Cancel);
        var colleague = await House.WelcomesAsync(
            signIn: SignInKind.Work, memberRole: MemberRole.Submitter, organization: partner.Organization);
        await colleague.Client.AddContractAsync(
            new() { ContractId = granted.ContractId, AccessId = granted.AccessId }, Cancel);
        await colleague.Client.SubmitIncidentAsync(Problem(), Cancel);
        Assert.Equal("Entered", (await keeper.Client.GetPartnerAsync(partner.Organization!.Value.Value, Cancel))
            .History[^1].Kind.ToString());
    }

    [Fact, Trait("Rule", "R14")]
    public async Task Happens_once_in_a_year_of_the_enrolment_whatever_races()
    {
        var (partner, _) = await EnrollAsync(new(2026, 11, 20), new(2028, 11, 19));

        Assert.Equal([("done", 1), ("partner.already-activated", 11)], await RaceAsync(partner));
        House.Clock.Reset(Instant.FromUtc(2027, 11, 19, 20, 0));
        Assert.Equal("partner.already-activated", await CodeAsync(
            () => partner.Client.ActivateBenefitAsync(Gold, Cancel)));
        House.Clock.Reset(Instant.FromUtc(2027, 11, 20, 20, 0));
        var second = await partner.Client.ActivateBenefitAsync(Gold, Cancel);

        Assert.Equal(new DateOnly(2028, 11, 19), second.ExpiresOn);
        await using var database = House.Storage.Read();
        Assert.Equal(2, await database.Set<PartnerActivation>().CountAsync(Cancel));
    }

    [Fact, Trait("Rule", "R14")]
    public async Task Is_for_an_administrator_of_an_enrolled_organisation_at_that_level()
    {
        var (partner, _) = await EnrollAsync(new(2026, 11, 1), new(2027, 10, 31));
        var reader = await House.WelcomesAsync(
            signIn: SignInKind.Work, memberRole: MemberRole.Submitter, organization: partner.Organization);
        var personal = await House.WelcomesAsync(
            memberRole: MemberRole.Administrator, organization: partner.Organization);
        var stranger = await House.WelcomesAsync(signIn: SignInKind.Work, memberRole: MemberRole.Administrator);

        foreach (var (who, plan, code) in new[]
        {
            (reader, Gold, "partner.not-administrator"), (personal, Gold, "partner.not-administrator"),
            (stranger, Gold, "partner.not-enrolled"), (partner, "partner-silver-15", "partner.level"),
            (partner, "advanced-partner", "partner.not-a-benefit"), (partner, "pack-5", "partner.not-a-benefit"),
        })
        {
            Assert.Equal(code, await CodeAsync(() => who.Client.ActivateBenefitAsync(plan, Cancel)));
        }
    }

    [Fact, Trait("Rule", "R14"), Trait("Rule", "R23")]
    public async Task Lapses_on_the_day_on_which_the_enrolment_is_ended_early()
    {
        var (partner, keeper) = await EnrollAsync(new(2026, 11, 1), new(2027, 10, 31));
        var granted = await partner.Client.ActivateBenefitAsync(Gold, Cancel);
        var incident = await partner.Client.SubmitIncidentAsync(Problem(), Cancel);
        var organization = partner.Organization!.Value.Value;
        var enrollment = (await keeper.Client.GetPartnerAsync(organization, Cancel)).Enrollments[0];

        var ended = await keeper.Client.EndEnrollmentAsync(
            organization, enrollment.Id, new EnrollmentEnd { Reason = "Left the programme." }, Cancel);

        Assert.Equal(EnrollmentState.Ended, ended.Enrollments[0].State);
        Assert.Equal(
            ["Purchased", "Reserved", "Expired"], (await LedgerAsync(granted.Id)).Select(line => line.Kind));
        var coverage = await partner.Client.DecideCoverageAsync(
            new() { Release = "windows-server/2025", Wants = "break-fix" }, Cancel);
        var plan = coverage.Plans.Single(one => one.Plan == Gold);
        Assert.Equal(["partner.level", "pack.expired"], plan.Reasons.Select(reason => reason.Code)
            .Concat(plan.Packs.SelectMany(pack => pack.Reasons.Select(reason => reason.Code)))
            .Where(code => code is "partner.level" or "pack.expired").Distinct());
        Assert.Equal("partner.level", await CodeAsync(
            () => partner.Client.SubmitIncidentAsync(Problem(), Cancel)));
        var agent = await House.WelcomesAsync(Role.Agent);
        await agent.Client.OfferSolutionAsync(incident.Id, Says("Try this."), cancel: Cancel);
        await partner.Client.AcceptSolutionAsync(incident.Id, Accepts(), cancel: Cancel);
        Assert.Equal("Consumed", (await LedgerAsync(granted.Id))[^1].Kind);

        // Other systems are told once, and of all that was lost.
        await House.Services.GetRequiredService<ExpirePacks>().RunAsync(Cancel);
        await using var database = House.Storage.Read();
        var told = (await database.Set<OutboxMessage>()
            .Where(message => message.Kind == ExpirePacks.Expired).ToListAsync(Cancel))
            .Select(message => message.Read<ExpiredPack>());
        Assert.Equal(19, Assert.Single(told, one => one.Pack == granted.Id).Lost);
    }

    [Fact, Trait("Rule", "R11"), Trait("Rule", "R14")]
    public async Task Is_asked_for_on_the_day_and_a_renewal_gives_another_pack()
    {
        var (partner, keeper) = await EnrollAsync(new(2026, 1, 1), new(2026, 12, 31));
        await partner.Client.ActivateBenefitAsync(Gold, Cancel);
        House.Clock.Reset(Instant.FromUtc(2027, 1, 2, 20, 0));
        Assert.Equal("partner.level", await CodeAsync(
            () => partner.Client.SubmitIncidentAsync(Problem(), Cancel)));
        Assert.Equal("partner.not-enrolled", await CodeAsync(
            () => partner.Client.ActivateBenefitAsync(Gold, Cancel)));

        await keeper.Client.EnrollPartnerAsync(
            partner.Organization!.Value.Value, Enrollment(new(2027, 1, 1), new(2027, 12, 31)), Cancel);

        Assert.Equal(PartnerLevel.Gold, (await partner.Client.GetMeAsync(Cancel)).Organization!.PartnerLevel);
        await partner.Client.ActivateBenefitAsync(Gold, Cancel);
        await partner.Client.SubmitIncidentAsync(Problem(), Cancel);
    }

    [Fact]
    public async Task Is_reminded_of_once_before_the_enrolment_ends_unless_it_is_renewed()
    {
        var (partner, _) = await EnrollAsync(new(2026, 1, 1), new(2026, 12, 31));
        var (renewed, keeper) = await EnrollAsync(new(2026, 1, 1), new(2026, 12, 31));
        await keeper.Client.EnrollPartnerAsync(
            renewed.Organization!.Value.Value, Enrollment(new(2027, 1, 1), new(2027, 12, 31)), Cancel);
        var (former, _) = await EnrollAsync(new(2025, 1, 1), new(2025, 12, 31));

        foreach (var day in new[] { 30, 1, 1, 1 })
        {
            House.Clock.Reset(Instant.FromUtc(2026, day == 30 ? 11 : 12, day, 20, 0));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(
                _ => House.Services.GetRequiredService<RemindPartners>().RunAsync(Cancel)));
            Assert.Equal((day == 30 ? 0 : 1, 0), (await RemindersAsync(partner), await RemindersAsync(renewed)));
        }

        Assert.Equal(0, await RemindersAsync(former));
    }

    [Fact, Trait("Rule", "R14")]
    public async Task Fixes_the_day_from_which_the_years_are_counted()
    {
        var (partner, keeper) = await EnrollAsync(new(2026, 1, 1), new(2026, 12, 31));
        var organization = partner.Organization!.Value.Value;
        await partner.Client.ActivateBenefitAsync(Gold, Cancel);
        var found = (await keeper.Client.GetPartnerAsync(organization, Cancel)).Enrollments[0];
        var later = Enrollment(new(2026, 1, 2), new(2026, 12, 31)) with { Id = found.Id };

        Assert.Equal("enrollment.activated", await CodeAsync(
            () => keeper.Client.ChangeEnrollmentAsync(organization, later, found.Version, Cancel)));
        await keeper.Client.ChangeEnrollmentAsync(
            organization,
            later with { ValidFrom = new(2026, 1, 1), ValidUntil = new(2027, 12, 31) },
            found.Version,
            Cancel);
    }

    [Fact]
    public async Task Is_reminded_of_where_the_renewal_was_ended()
    {
        var (partner, keeper) = await EnrollAsync(new(2026, 1, 1), new(2026, 12, 31));
        var (organization, renewal) = (
            partner.Organization!.Value.Value, Enrollment(new(2027, 1, 1), new(2027, 12, 31)));
        await keeper.Client.EnrollPartnerAsync(organization, renewal, Cancel);
        await keeper.Client.EndEnrollmentAsync(
            organization, renewal.Id!.Value, new EnrollmentEnd { Reason = "Not renewed." }, Cancel);

        House.Clock.Reset(Instant.FromUtc(2026, 12, 20, 20, 0));
        await House.Services.GetRequiredService<RemindPartners>().RunAsync(Cancel);

        Assert.Equal(1, await RemindersAsync(partner));
    }

    [Fact, Trait("Rule", "R14")]
    public async Task Is_done_already_for_whoever_came_with_a_contract_of_that_year()
    {
        var (partner, _) = await EnrollAsync(new(2030, 1, 1), new(2030, 12, 31));
        var (organization, created) = (partner.Organization!.Value, House.Clock.GetCurrentInstant());
        await House.Work.RunAsync<bool>(
            database =>
            {
                // As an upgrade makes one of what was recorded before.
                database.Add(new PartnerEnrollment(organization.Value, organization)
                {
                    Terms = new Enrollment(
                        Guichet.Accounts.PartnerLevel.Gold, [], new(2024, 11, 20), new(2027, 11, 20), null),
                });
                var row = new PackRow
                {
                    Id = new IncidentPackId(Guid.CreateVersion7()),
                    Plan = Gold,
                    Owner = partner.Id,
                    Size = 20,
                    StartsOn = new LocalDate(2026, 11, 20),
                    ExpiresOn = new LocalDate(2027, 11, 20),
                    ContractId = $"C{Guid.NewGuid():N}"[..10],
                    AccessIdHash = "hash",
                    CreatedAt = created,
                };
                database.Add(row);
                database.Add(row.With(null).Purchase(partner.Id, "contract.granted", created));
                database.Add(new PackHolder { Person = partner.Id, Pack = row.Id, AddedAt = created });
                return Task.FromResult<Result<bool>>(true);
            },
            Cancel);

        await UpgradeAsync();

        Assert.Equal("partner.already-activated", await CodeAsync(
            () => partner.Client.ActivateBenefitAsync(Gold, Cancel)));
    }

    /// <summary>Runs what the script does to rows from before it.</summary>
    private async Task UpgradeAsync()
    {
        await House.Work.RunAsync<bool>(
            async database =>
            {
                var provider = database.OnSqlite ? "sqlite" : "postgres";
                var name = typeof(Program).Assembly.GetManifestResourceNames().Single(
                    one => one.Contains($".{provider}.0028", StringComparison.Ordinal));
                using var reader = new StreamReader(typeof(Program).Assembly.GetManifestResourceStream(name)!);
                var script = await reader.ReadToEndAsync(Cancel);
                var from = script.IndexOf("insert into partner_activation", StringComparison.Ordinal);
                await database.Database.ExecuteSqlRawAsync(script[from..], Cancel);
                return true;
            },
            Cancel);
    }

    private async Task<int> RemindersAsync(Somebody who)
    {
        await using var database = House.Storage.Read();
        return await database.Set<OutboxMessage>().CountAsync(
            message => message.Kind == RemindPartners.Kind
                && message.Payload.Contains(who.Id.Value.ToString()),
            Cancel);
    }

    private async Task<(Somebody Partner, Somebody Keeper)> EnrollAsync(DateOnly from, DateOnly until)
    {
        var partner = await House.WelcomesAsync(signIn: SignInKind.Work, memberRole: MemberRole.Administrator);
        var keeper = await House.WelcomesAsync(Role.Administrator);
        await keeper.Client.EnrollPartnerAsync(partner.Organization!.Value.Value, Enrollment(from, until), Cancel);
        return (partner, keeper);
    }

    private static NewIncident Problem() =>
        SubmittingAnIncident.Request(plan: Gold) with { Release = "windows-server/2025" };

    private static NewEnrollment Enrollment(DateOnly from, DateOnly until) => new()
    {
        Id = Guid.CreateVersion7(), Level = PartnerLevel.Gold, ValidFrom = from, ValidUntil = until,
    };

    private async Task<(string Kind, string Reason)[]> LedgerAsync(Guid pack)
    {
        var id = new IncidentPackId(pack);
        await using var database = House.Storage.Read();
        return
        [
            .. (await database.Set<LedgerEntry>().Where(line => line.Pack == id).OrderBy(line => line.Line)
                .ToListAsync(Cancel)).Select(line => (line.Kind.ToString(), line.Reason)),
        ];
    }

    private static async Task<(string Code, int Times)[]> RaceAsync(Somebody partner)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            try
            {
                await partner.Client.ActivateBenefitAsync(Gold, Cancel);
                return "done";
            }
            catch (GuichetException refused)
            {
                return refused.Code;
            }
        }));
        return [.. answers.CountBy(one => one).OrderBy(one => one.Key).Select(one => (one.Key, one.Value))];
    }
}

public sealed class ActivatingABenefitOnSqlite : ActivatingABenefit
{
    private protected override House House { get; } = new SqliteHouse();
}

public sealed class ActivatingABenefitOnPostgres : ActivatingABenefit
{
    private protected override House House { get; } = new PostgresHouse();
}
