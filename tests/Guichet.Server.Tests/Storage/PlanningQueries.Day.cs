using System.Data.Common;
using System.Text.RegularExpressions;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Notifications;
using Guichet.Client.Orders;
using Guichet.Client.Packs;
using Guichet.Client.Partners;
using Guichet.Client.Policies;
using Guichet.Client.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Answering;
using Guichet.Server.Incidents.Disputes;
using Guichet.Server.Incidents.Guests;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Packs;
using Guichet.Server.Partners;
using Guichet.Server.Orders;
using Guichet.Server.Payments;
using Guichet.Server.Payments.Chargebacks;
using Guichet.Server.Recovery;
using Guichet.Server.Search;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Guichet.Server.Tests.Attachments;
using Guichet.Server.Tests.Incidents;
using Guichet.Server.Tests.Payments;
using Guichet.Server.Tests.Webhooks;
using Guichet.Server.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Chargeback = Guichet.Payments.Chargeback;
using ChargebackAtGateway = Guichet.Payments.ChargebackAtGateway;
using ChargebackId = Guichet.Payments.ChargebackId;
using ChargebackStatus = Guichet.Payments.ChargebackStatus;
using Payment = Guichet.Payments.Payment;
using PaymentFindingKind = Guichet.Payments.PaymentFindingKind;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Storage;

/// <summary>What people do on that day, besides opening pages.</summary>
public abstract partial class PlanningQueries
{
    /// <summary>Somebody listens to everything, under the id by which every address is opened.</summary>
    private static async Task ListenAsync(House house, Guid id)
    {
        var administrator = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var everything = EventKinds.All.Select(kind => kind.Type).ToArray();
        await administrator.Client.AddWebhookAsync(
            WebhookHouse.New("https://receiver.invalid/", everything) with { Id = id }, Cancel);
        await administrator.Client.RotateWebhookSecretAsync(id, Cancel);
        await administrator.Client.TestWebhookAsync(id, Cancel);
    }

    /// <summary>What has happened is made ready, and goes nowhere.</summary>
    private static async Task SendAsync(House house, Guid id)
    {
        await house.PublishAsync();
        await house.SendDueAsync();
        var administrator = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var deliveries = await administrator.Client.ListWebhookDeliveriesAsync(
            id, Client.Webhooks.WebhookDeliveryState.Waiting, limit: 2, cancel: Cancel);
        Assert.Contains(
            (await administrator.Client.ListWebhookDeliveriesAsync(id, limit: 100, cancel: Cancel)).Items,
            one => one.Failure == "name-unknown");
        await administrator.Client.ListWebhookDeliveriesAsync(id, cursor: deliveries.Next, cancel: Cancel);
        await administrator.Client.ResendWebhookDeliveryAsync(id, deliveries.Items[0].Id, Cancel);
        await house.Services.GetRequiredService<DropOldEvents>().RunAsync(Cancel);
        await administrator.Client.RemoveWebhookAsync(id, Cancel);
    }

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

    /// <summary>Work is recorded, a statement is agreed, and the timeline is read from all its sides.</summary>
    private static async Task WorkAsync(Story story)
    {
        var (agent, customer) = (story.Agent.Client, story.Customer.Client);
        foreach (var kind in Enum.GetValues<WorkKind>())
        {
            var work = new NewWork
            {
                Id = Guid.CreateVersion7(),
                Kind = kind,
                StartedAt = House.Today.ToDateTimeOffset(),
                Minutes = 5,
                Body = "Done.",
            };
            await agent.RecordWorkAsync(story.Incident, work, Cancel);
        }

        await agent.ProposeStatementAsync(story.Incident, States("It fails."), null, Cancel);
        await customer.AcceptStatementAsync(story.Incident, Accepts(), null, Cancel);
        await story.Manager.Client.ReportTimeAsync(cancel: Cancel);
        var place = new Cursor(House.Today, Guid.CreateVersion7()).ToString();
        foreach (var reader in (GuichetClient[])[agent, customer])
        {
            var entry = (await reader.ReadTimelineAsync(story.Incident, cancel: Cancel)).Entries[^1].Id;
            await reader.ReadTimelineAsync(story.Incident, before: place, cancel: Cancel);
            await reader.ReadTimelineAsync(story.Incident, after: place, cancel: Cancel);
            await reader.ReadTimelineAsync(story.Incident, entry: entry, cancel: Cancel);
            await reader.ReadTimelineAsync(story.Incident, entry: Guid.NewGuid(), cancel: Cancel);
            await reader.ListStatementsAsync(story.Incident, Cancel);
            await reader.ExportIncidentAsync(story.Incident, cancel: Cancel);
        }
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
        var granted = await partner.Client.ActivateBenefitAsync("partner-gold-20", Cancel);
        await partner.Client.RenewAccessIdAsync(granted.Id, new() { RemoveOthers = true }, Cancel);
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
        await TakeBackAsync(house, new Guichet.Orders.OrderId(order), clerk);
        await house.Services.GetRequiredService<CancelUnpaidOrders>()
            .RunAsync(house.Clock.GetCurrentInstant() + Duration.FromDays(400), Cancel);
    }

    /// <summary>A bank takes the payment of an order back.</summary>
    private static async Task TakeBackAsync(House house, Guichet.Orders.OrderId order, Somebody clerk)
    {
        var found = new ChargebackAtGateway(
            "dp_1", ChargebackStatus.Open, new Money(100, "USD"), "pi_1", "fraudulent", House.Today, null);
        await house.Work.RunAsync<bool>(
            async database =>
            {
                var payment = await database.Set<Payment>().SingleAsync(one => one.Order == order, Cancel);
                database.Add(Chargeback.Of(new ChargebackId(TakenBack), payment, found));
                return true;
            },
            Cancel);
        var look = house.Services.GetRequiredService<LookAtChargeback>();
        await look.ApplyAsync(found, Cancel);
        await look.ApplyAsync(found with { Reference = "dp_2" }, Cancel);
        await clerk.Client.AnswerChargebackAsync(
            TakenBack, new() { Answer = Client.Payments.ChargebackAnswer.Contest, Words = "It was used." }, Cancel);
        await look.ApplyAsync(found with { Status = ChargebackStatus.Lost }, Cancel);
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
        var moved = await administrator.Client.PreviewCalendarAsync(
            "business-hours",
            new() { ExtraOpenings = new() { Date = new(2026, 11, 20), Openings = ["00:00-24:00"] } },
            Cancel);
        Assert.InRange(moved.Clocks!.Earlier, 1, 99);
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
        await agent.KeepDraftAsync(story.Incident, DraftBox.Reply, draft, cancel: Cancel);
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
        await house.Services.GetRequiredService<ForgetVersions>().RunAsync(now, Cancel);
    }

    /// <summary>A solution answered and a question asked by links, mails that are not wanted, and a guest.</summary>
    private static async Task WelcomeAsync(House house)
    {
        var story = await BeginAsync(house);
        var guest = await house.WelcomesAsync();
        var invited = await story.Customer.Client.InviteGuestAsync(
            story.Incident, new() { Email = $"{guest.Id.Value:N}@example.test" }, Cancel);
        var path = (await AnsweringFromAMail.ToldAsync(house, "guest.invited", invited.Id)).Path!;
        using var visit = new Visit(house);
        await visit.ReadAsync(path);
        var actor = new Guichet.Accounts.Actor(
            guest.Id, "Guest", Guichet.Accounts.Role.Customer, Guichet.Accounts.SignInKind.Personal, null, null, []);
        await house.Services.GetRequiredService<AcceptGuestInvitation>().RunAsync(
            new SignedIn(actor, $"{guest.Id.Value:N}@example.test", "UTC", "en", "FR"),
            path.Split('/')[^1],
            "",
            Cancel);
        await guest.Client.CommentAsGuestAsync(story.Incident, Says("Here, too."), Cancel);
        await guest.Client.GetIncidentOfGuestAsync(story.Incident, Cancel);
        await guest.Client.ListMessagesOfGuestAsync(story.Incident, cancel: Cancel);
        await guest.Client.GetHomeAsync(Cancel);
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), null, Cancel);
        await visit.ReadAsync($"/answer/{await AnsweringFromAMail.LinkAsync(story, "incident.solution-offered")}");
        await story.Customer.Client.AcceptSolutionAsync(story.Incident, Accepts(), null, Cancel);
        await visit.ReadAsync($"/satisfaction/{await AnsweringFromAMail.LinkAsync(story, "incident.closed")}");
        await story.Customer.Client.SaySatisfactionAsync(
            story.Incident, new() { Rating = 4, Comment = "Good." }, Cancel);
        await story.Customer.Client.ChooseMailAsync(new() { Stopped = [MailTopic.Replies] }, Cancel);
        await story.Customer.Client.ChooseMailAsync(new() { Stopped = [MailTopic.Packs] }, Cancel);
        await story.Customer.Client.RemoveGuestAsync(story.Incident, invited.Id, Cancel);
        await house.Services.GetRequiredService<ForgetAnswerLinks>().RunAsync(Cancel);
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
