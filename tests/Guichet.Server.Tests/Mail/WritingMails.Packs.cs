using System.Globalization;
using System.Text;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Packs;
using Guichet.Plans;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Clocks;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Catalog;
using Guichet.Server.Following;
using Guichet.Server.Mail;
using Guichet.Server.Packs;
using Guichet.Server.Policies;
using Guichet.Server.Recovery;
using Guichet.Server.Storage;
using Guichet.Server.Upkeep;
using Guichet.Server.Upkeep.Holidays;
using Guichet.Server.Webhooks;
using Guichet.Server.Tests.Hosting;
using Guichet.ServiceLevels;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Guichet.Server.Tests.Mail;

/// <summary>About packs: what expires, runs low, is shared and asked for.</summary>
public sealed partial class WritingMails
{
    /// <summary>The clocks that a policy may promise besides the first response.</summary>
    private async Task OtherAlarmsAsync(Somebody agent, Instant now)
    {
        var administrator = await WelcomesAsync(Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace(
                "severity: B, within: 4h,",
                "severity: B, within: 4h, nextUpdate: 8h, resolution: 40h,",
                StringComparison.Ordinal),
            cancel: Cancel);
        ClockLine Line(int line, ClockEventKind kind) => new()
        {
            Incident = Incident, Line = line, Kind = kind, At = now, Severity = Severity.B,
            Hours = HoursOfCoverage.BusinessHours, PolicyVersion = policy.Version + 1, TimeZoneData = "2025b",
        };
        await StoreAsync(database =>
        {
            database.Add(Line(1, ClockEventKind.Started));
            return Line(2, ClockEventKind.Updated);
        });
        foreach (var clock in new[] { PromiseKind.NextUpdate, PromiseKind.Resolution })
        {
            var due = Microseconds.Of(await MarkOfAsync(clock));
            foreach (var (percent, after) in new[] { (75, 0), (100, 0), (100, 3600) })
            {
                await WriteAsync(
                    AlarmMessages.Kind,
                    new AlarmTold(Incident.Value, agent.Id.Value, due, percent, after, clock));
            }
        }
    }

    private async Task<Instant> MarkOfAsync(PromiseKind clock)
    {
        await using var database = Storage.Read();
        var incident = await database.Set<Guichet.Incidents.Incident>().AsNoTracking()
            .SingleAsync(one => one.Id == Incident, Cancel);
        var running = await database.ListRunningAsync(
            incident,
            await database.ReadHistoryAsync(Incident, Cancel),
            Services.GetRequiredService<InForce>(),
            Cancel);
        return running.Single(one => one.Promise.Kind == clock).Promise.Mark;
    }

    private async Task WebhookAsync(Somebody administrator)
    {
        var id = Guid.Parse("01900000-0000-7000-8000-000000000008");
        await StoreAsync(_ => new WebhookSubscription
        {
            Id = id,
            Address = "https://erp.example.test/guichet?token=secret",
            Description = "The ERP",
            Secret = "",
            CreatedAt = Today,
            CreatedBy = administrator.Id,
            State = WebhookState.Failing,
        });
        var told = new { person = administrator.Id.Value, subject = id.ToString() };
        await WriteAsync(DeliveryQueue.SwitchedOff, told);
        await StoreAsync(database =>
        {
            database.Set<WebhookSubscription>().AsTracking().Single(one => one.Id == id).State = WebhookState.Gone;
            return null;
        });
        await WriteAsync(DeliveryQueue.SwitchedOff, told);
    }

    private async Task PacksAsync(Somebody owner, Somebody asker, string language)
    {
        var id = (await GivesPackAsync(owner, size: 3, expiresOn: new LocalDate(2027, 1, 15))).Value;
        var person = owner.Id.Value;
        await WriteAsync(WarnOfPacks.Kind, new { pack = id, person, expiresOn = "2027-01-15" });
        await TakeTwoAsync(owner, id);
        await WriteAsync(WarnOfPacks.FewLeft, new { pack = id, person });
        await StoreAsync(_ => new PackDelegate
        {
            Email = "NEW@EXAMPLE.TEST",
            Pack = new IncidentPackId(id),
            Address = "new@example.test",
            NamedBy = owner.Id,
            NamedAt = Today,
        });
        await WriteAsync(
            ShareWithDelegates.Kind, new { pack = id, email = "new@example.test", by = person, language });
        packsId = id.ToString();
        await ContractAsync(owner, asker);
        var (approved, refused) = (
            Asks(asker, Guid.Parse("01900000-0000-4000-8000-000000000004")),
            Asks(asker, Guid.Parse("01900000-0000-4000-8000-000000000005")));
        await StoreAsync(_ => approved);
        await StoreAsync(_ => refused);
        await DecideAsync(approved.Id, one => one.TellOwner(owner.Id, Guid.Empty, new PackTerms(), Today));
        await WriteAsync(TellPackOwner.Notice, new { recovery = approved.Id, pack = id, person });
        await DecideAsync(approved.Id, one => one.Approve(
            new IncidentPackId(id), owner.Id, asker.Id, "The invoice was shown.", Today + Duration.FromDays(7)));
        await DecideAsync(refused.Id, one => one.Refuse(
            asker.Id, "The invoice is of another company.", Today + Duration.FromDays(7)));
        foreach (var recovery in new[] { approved.Id, refused.Id })
        {
            await WriteAsync(DecideRecovery.Decided, new { recovery });
            await WriteAsync(DecideRecovery.DecidedToOwner, new { recovery, pack = id, person });
        }
    }

    private async Task ContractAsync(Somebody reader, Somebody owner)
    {
        var id = new IncidentPackId(Guid.Parse("01900000-0000-7000-8000-000000000009"));
        var partner = await WelcomesAsync(signIn: SignInKind.Work, memberRole: MemberRole.Administrator);
        await StoreAsync(database =>
        {
            var colleague = database.Set<Person>().AsTracking().Single(one => one.Id == reader.Id);
            Membership.Begin(colleague, partner.Organization!.Value, MemberRole.Administrator);
            return null;
        });
        await StoreAsync(_ => new PackRow
        {
            Id = id,
            Plan = "partner-gold-20",
            Owner = owner.Id,
            Organization = partner.Organization,
            Size = 20,
            StartsOn = new LocalDate(2026, 11, 1),
            ExpiresOn = new LocalDate(2027, 10, 31),
            ContractId = "1234567890",
            AccessIdHash = "",
            CreatedAt = Today,
        });
        await WriteAsync(RenewAccessId.Removed, new { pack = id.Value, person = reader.Id.Value });
        await WriteAsync(
            RenewAccessId.Renewed, new { pack = id.Value, person = reader.Id.Value, by = owner.Id.Value });
    }

    private static PackRecovery Asks(Somebody asker, Guid key) => PackRecovery.Ask(
        Guid.CreateVersion7(),
        asker.Id,
        "7K3M-4QXP-9D2A",
        "",
        key,
        new PackTerms(),
        Today);

    private Task DecideAsync(Guid id, Func<PackRecovery, Result<bool>> act) => StoreAsync(database =>
    {
        Assert.Null(act(database.Set<PackRecovery>().Single(one => one.Id == id)).Refusal);
        return null;
    });

    private async Task TakeTwoAsync(Somebody owner, Guid id)
    {
        for (var count = 0; count < 2; count++)
        {
            await Work.RunAsync<bool>(
                async database =>
                {
                    var pack = await database.LoadPackAsync(new IncidentPackId(id), Cancel);
                    var day = new LocalDate(2026, 11, 20);
                    database.Append(pack.Reserve(Guid.CreateVersion7(), owner.Id, day, Today).Value);
                    return true;
                },
                Cancel);
        }
    }
}
