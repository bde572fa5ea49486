using System.Data.Common;
using System.Text.RegularExpressions;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Orders;
using Guichet.Client.Packs;
using Guichet.Client.Partners;
using Guichet.Client.Policies;
using Guichet.Client.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Disputes;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Packs;
using Guichet.Server.Partners;
using Guichet.Server.Payments;
using Guichet.Server.Recovery;
using Guichet.Server.Search;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Attachments;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Payments;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PaymentFindingKind = Guichet.Payments.PaymentFindingKind;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Storage;

/// <summary>What people do on that day, besides opening pages.</summary>
public abstract partial class PlanningQueries
{
    /// <summary>Files of both sides, one of them under the id by which every address is opened.</summary>
    private static async Task AttachAsync(Story story)
    {
        var named = Bytes.Named("screen.png", null, story.Incident);
        using var picture = new MemoryStream(Bytes.Picture());
        await story.Customer.Client.AttachAsync(story.Incident, named, picture, null, Cancel);
        await story.Agent.RepliesWithAsync(story.Incident, "trace.log", Bytes.Log());
        var unsent = await story.Customer.AttachAsync(
            story.Incident, "unsent.log", Bytes.Log(), Guid.CreateVersion7());
        await story.Customer.Client.WithdrawAttachmentAsync(unsent.Id, Cancel);
    }

    /// <summary>What was written is read for the search, and then all of it again.</summary>
    private static async Task IndexAsync(House house)
    {
        var index = house.Services.GetRequiredService<IndexIncidents>();
        await index.RunAsync(Cancel);
        var administrator = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        await administrator.Client.RebuildSearchAsync(Cancel);
        await index.RunAsync(Cancel);
    }

    /// <summary>What still runs is moved to another policy.</summary>
    private static async Task MoveAsync(House house)
    {
        var administrator = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        await administrator.Client.SetHolidaySourceAsync(
            "business-hours",
            new() { Address = "https://example.invalid/x.ics", IntervalHours = 24, YearsAhead = 1 },
            Cancel);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        await administrator.Client.ApplyPolicyAsync(
            policy.Text.Replace("within: 4h", "within: 5h", StringComparison.Ordinal), cancel: Cancel);
        var seen = await administrator.Client.PreviewPromiseMoveAsync(Severity.B, "pack-5", Cancel);
        await administrator.Client.MovePromisesAsync(
            new()
            {
                Id = Guid.CreateVersion7(), PolicyVersion = seen.PolicyVersion, Severity = Severity.B,
                Plan = "pack-5", Reason = "As announced.", MovesMissed = true,
            },
            Cancel);
        await house.Services.GetRequiredService<MovePromises>().RunAsync(Cancel);
        await administrator.Client.ReportNextUpdatesAsync(cancel: Cancel);
    }

    /// <summary>A charge that is disputed, another that was, and a partner who activates a pack and leaves.</summary>
    private static async Task DecideAndDisputeAsync(House house)
    {
        foreach (var answered in new[] { true, false })
        {
            var story = await BeginAsync(house);
            await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), null, Cancel);
            await story.Customer.Client.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);
            await story.Customer.Client.DisputeChargeAsync(story.Incident, Says("It does not help."), null, Cancel);
            if (answered)
            {
                await story.Manager.Client.AnswerDisputeAsync(
                    story.Incident,
                    new() { Id = Guid.CreateVersion7(), Upheld = true, Reason = "We have looked again." },
                    null,
                    Cancel);
            }
        }

        var keeper = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var partner = await house.WelcomesAsync(
            signIn: Guichet.Accounts.SignInKind.Work, memberRole: Guichet.Accounts.MemberRole.Administrator);
        var (organization, enrollment) = (partner.Organization!.Value.Value, new NewEnrollment
        {
            Id = Guid.CreateVersion7(),
            Level = Client.Accounts.PartnerLevel.Gold,
            ValidFrom = new(2026, 1, 1),
            ValidUntil = new(2026, 12, 31),
        });
        var entered = await keeper.Client.EnrollPartnerAsync(organization, enrollment, Cancel);
        await keeper.Client.ChangeEnrollmentAsync(
            organization,
            enrollment with { ValidUntil = new(2027, 1, 31) },
            entered.Enrollments[0].Version,
            Cancel);
        await partner.Client.ActivateBenefitAsync("partner-gold-20", Cancel);
        await keeper.Client.EndEnrollmentAsync(
            organization, enrollment.Id.Value, new() { Reason = "Left the programme." }, Cancel);
    }

    /// <summary>Packs are put right, shared, asked for and handed over.</summary>
    private static async Task OwnPacksAsync(House house, Story story, OrderView order)
    {
        var pack = story.Pack.Value;
        var line = (await story.Manager.Client.GetPackAsync(pack, Cancel)).LastLine;
        await story.Manager.Client.AdjustPackAsync(
            pack, new PackAdjustment { Credits = 2, Reason = "Put right", AfterLine = line }, Cancel);
        await story.Manager.Client.ReadPackBalanceAsync(pack, new DateOnly(2026, 11, 20), Cancel);
        await story.Customer.Client.RemoveDelegateAsync(pack, "nobody@example.test", Cancel);
        var asker = await house.WelcomesAsync();
        foreach (var number in new[] { order.ConfirmationNumber, "AAAA-BBBB-CCCC" })
        {
            await asker.Client.AskForPackAsync(
                new NewRecovery { Id = Guid.CreateVersion7(), ConfirmationNumber = number }, Cancel);
        }

        var now = house.Clock.GetCurrentInstant();
        await house.Services.GetRequiredService<WarnOfPacks>().RunAsync(now + Duration.FromDays(300), Cancel);
        await house.Services.GetRequiredService<ForgetAttempts>().RunAsync(now + Duration.FromDays(2), Cancel);
        var agent = (await story.Agent.Client.ListRecoveriesAsync(cancel: Cancel)).Items;
        await story.Agent.Client.ListRecoveriesAsync(
            new Cursor(House.Today, Guid.Empty).ToString(), cancel: Cancel);
        await story.Agent.Client.TellPackOwnerAsync(agent.First(one => one.Pack is not null).Recovery.Id, Cancel);
        foreach (var one in agent)
        {
            Assert.Equal("recovery.waits", (await Assert.ThrowsAsync<Client.GuichetException>(
                () => story.Agent.Client.RefuseRecoveryAsync(
                    one.Recovery.Id, new RecoveryDecision { Reason = "Not proved" }, Cancel))).Code);
        }
    }

    /// <summary>Money goes back, comes by transfer, and does not add up.</summary>
    private static async Task MoveMoneyAsync(House house, Guid order)
    {
        var clerk = await house.WelcomesAsync(Guichet.Accounts.Role.BillingClerk);
        await clerk.Client.RefundOrderAsync(order, RefundingAnOrder.Refunds(1), Cancel);
        var (kind, money) = (PaymentFindingKind.UnknownRefund, new Money(1, "USD"));
        var findings = house.Services.GetRequiredService<KeepFinding>();
        await findings.KeepUnknownRefundAsync(("stripe", "re_1"), "pi_1", money, Cancel);
        await findings.RunAsync(kind, ("stripe", "re_2"), new Guichet.Orders.OrderId(order), money, Cancel);
        var found = (await clerk.Client.ListPaymentFindingsAsync(cancel: Cancel)).Items[0];
        await clerk.Client.DealWithPaymentFindingAsync(found.Id, new DealtWithFinding { Note = "Seen." }, Cancel);
        await clerk.Client.ListRefundsAsync(open: true, cancel: Cancel);
    }

    /// <summary>A draft that takes something from packs, so that whom it concerns is counted.</summary>
    private static async Task RewriteThePolicyAsync(House house)
    {
        var administrator = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var policy = await administrator.Client.GetPolicyAsync(Cancel);
        var text = policy.Text.Replace("[mainstream, extended]", "[mainstream]", StringComparison.Ordinal);
        await administrator.Client.SavePolicyDraftAsync(
            new NewPolicyDraft { Text = text, BasedOn = policy.Version }, cancel: Cancel);
        var changes = await administrator.Client.PreviewPolicyAsync(text, cancel: Cancel);
        Assert.Contains(changes.Losses, loss => loss.Packs > 0);
    }

    /// <summary>A team that takes by load, a rule that gives it the rest of the day, and what a desk does.</summary>
    private static async Task HandleAsync(House house, Story story)
    {
        var agent = story.Agent.Client;
        await story.Manager.Client.SaveTeamAsync(
            "night",
            new()
            {
                Name = "Night",
                Choice = Client.Teams.OwnerChoice.LeastLoaded,
                Members = [new() { Person = story.Agent.Id.Value }, new() { Person = story.Manager.Id.Value }],
            },
            cancel: Cancel);
        await story.Manager.Client.SaveAssignmentRulesAsync(
            new() { Rules = [new() { Teams = ["night"] }] }, cancel: Cancel);
        await agent.HandleAsync(story.Incident, new() { Act = DeskAct.Assign, Team = "night" }, null, Cancel);
        var until = (house.Clock.GetCurrentInstant() + Duration.FromHours(1)).ToDateTimeOffset();
        await agent.HandleAsync(story.Incident, new() { Act = DeskAct.Snooze, Until = until }, null, Cancel);
        await agent.WatchAsync(story.Incident, story.Agent.Id.Value, Cancel);
        var (reply, macro) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await story.Manager.Client.SaveCannedReplyAsync(reply, new() { Name = "R", English = "Hello." }, null, Cancel);
        await story.Manager.Client.SaveMacroAsync(
            macro,
            new() { Name = "M", Act = MacroAct.Reply, Reply = reply, Handling = MacroHandling.Take },
            null,
            Cancel);
        await agent.RunMacroAsync(story.Incident, macro, new() { Id = Guid.CreateVersion7() }, null, Cancel);
        await agent.SaveViewAsync(
            Guid.CreateVersion7(), new() { Name = "V", Filter = new(), Shared = true }, Cancel);
        await house.Services.GetRequiredService<EndSnoozes>().RunAsync(Cancel);
    }

    /// <summary>A draft that is let go, a colleague called upon, a watcher told, and a task done.</summary>
    private static async Task WorkTogetherAsync(House house, Story story)
    {
        var agent = story.Agent.Client;
        var draft = new NewDraft { Entry = Guid.CreateVersion7(), Body = "Half a reply", Version = 1 };
        await agent.KeepDraftAsync(story.Incident, DraftBox.Reply, draft, Cancel);
        await agent.AddNoteAsync(story.Incident, Says("@Maria Costa, look at this."), Cancel);
        await agent.SaveTaskAsync(
            story.Incident, story.Incident, new() { Text = "T", Assignee = story.Agent.Id.Value }, null, Cancel);
        await agent.ListMyTasksAsync(Cancel);
        await agent.GetChangesAsync(story.Incident, 1, Cancel);
        await agent.WatchAsync(story.Incident, story.Manager.Id.Value, Cancel);
        await agent.ReplyAsync(story.Incident, Replies("We are on it."), null, Cancel);
        var now = house.Clock.GetCurrentInstant();
        await house.Services.GetRequiredService<TellWatchers>().RunAsync(now + Duration.FromHours(1), Cancel);
        await house.Services.GetRequiredService<ForgetDrafts>().RunAsync(now, Cancel);
    }

    private static async Task DivideAsync(Story story)
    {
        var (one, two) = (SplittingAnIncident.Part(), SplittingAnIncident.Part());
        await story.Agent.Client.ProposePartsAsync(
            story.Incident, SplittingAnIncident.Splits(one, two), cancel: Cancel);
        await story.Customer.Client.AcceptPartAsync(story.Incident, one.Id!.Value, Accepts(), Cancel);
        await story.Customer.Client.DeclinePartAsync(story.Incident, two.Id!.Value, Accepts(), Cancel);
        var number = (await story.Agent.Client.GetIncidentAsync(one.Id.Value, Cancel)).Line.Number;
        var link = new NewLink { Kind = IncidentLinkKind.Blocks, Number = number };
        await story.Agent.Client.LinkIncidentsAsync(story.Incident, link, Cancel);
        await story.Agent.Client.UnlinkIncidentsAsync(story.Incident, link, Cancel);
    }
}
