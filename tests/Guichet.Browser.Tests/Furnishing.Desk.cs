using Guichet.Client.Catalog;
using Guichet.Client.Incidents;
using Guichet.Client.Orders;
using Guichet.Payments;
using Guichet.Server.Payments;
using Guichet.Server.Payments.Chargebacks;
using Guichet.Server.Storage;
using Guichet.Server.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrderId = Guichet.Orders.OrderId;

namespace Guichet.Browser.Tests;

/// <summary>What the desk has: colleagues, money that does not add up, and books to keep.</summary>
internal sealed partial class Furnishing
{
    /// <summary>A watcher, tasks, a note that calls upon somebody, and a draft.</summary>
    private async Task WriteTogetherAsync(Guid incident)
    {
        var (agent, manager) = ((await Agent.GetMeAsync(Cancel)).Id, (await Manager.GetMeAsync(Cancel)).Id);
        await Agent.AddNoteAsync(incident, Words("@Maria Costa, it looks like the storage driver."), Cancel);
        await Agent.SaveTaskAsync(
            incident,
            Guid.CreateVersion7(),
            new() { Text = "Ask the storage vendor", Assignee = manager, Due = new(2026, 11, 21) },
            null,
            Cancel);
        await Agent.SaveTaskAsync(
            incident,
            Guid.CreateVersion7(),
            new() { Text = "Read the log", Assignee = agent, Done = true },
            null,
            Cancel);
        await Agent.WatchAsync(incident, manager, Cancel);
        var draft = new NewDraft { Entry = Guid.CreateVersion7(), Body = "Half a reply", Version = 1 };
        await Agent.KeepDraftAsync(incident, DraftBox.Reply, draft, cancel: Cancel);
        further.AddRange([("agent", $"/desk/incidents/{incident}"), ("customer", $"/incidents/{incident}")]);
        further.Add(("agent", $"/desk/incidents/{incident}/coverage"));
    }

    /// <summary>Teams with their calendar and rules, replies, macros and views.</summary>
    private async Task EquipTheDeskAsync(Guid incident)
    {
        var (agent, manager) = ((await Agent.GetMeAsync(Cancel)).Id, (await Manager.GetMeAsync(Cancel)).Id);
        var night = new Client.Teams.TeamEntry
        {
            Name = "Night",
            Calendar = "business-hours",
            Choice = Client.Teams.OwnerChoice.LeastLoaded,
            Skills = ["windows-server"],
            Members = [new() { Person = agent, Skills = ["windows-server"] }, new() { Person = manager }],
        };
        await Manager.SaveTeamAsync("night", night, cancel: Cancel);
        await Manager.SaveTeamAsync("day", night with { Name = "Day", HandsOverTo = ["night"] }, cancel: Cancel);
        await Manager.SaveAssignmentRulesAsync(
            new()
            {
                Rules =
                [
                    new() { Products = ["windows-server"], Severities = [Severity.A, Severity.B], Teams = ["day"] },
                    new() { Teams = ["night"] },
                ],
            },
            cancel: Cancel);
        await Agent.HandleAsync(incident, new() { Act = DeskAct.Assign, Team = "night", Agent = agent }, null, Cancel);
        var (reply, macro) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Manager.SaveCannedReplyAsync(
            reply,
            new() { Name = "Ask for the build", English = "Which build is it?", French = "Quelle version est-ce ?" },
            null,
            Cancel);
        await Manager.SaveMacroAsync(
            macro,
            new() { Name = "Ask and take", Act = MacroAct.Reply, Reply = reply, Handling = MacroHandling.Take },
            null,
            Cancel);
        var filter = new QueueQuestion { Severity = Severity.A };
        await Agent.SaveViewAsync(
            Guid.CreateVersion7(), new() { Name = "Severity A", Filter = filter, Shared = true }, Cancel);
        further.AddRange([("agent", $"/desk/incidents/{incident}/macros/{macro}"), ("agent", "/desk/hand-over")]);
        further.Add(("agent", $"/desk/queue/acts?act=handover&incident={incident}"));
        further.Add(("agent", $"/desk/queue/acts?act=assign&incident={incident}"));
    }

    /// <summary>Proof of an exemption, a payment nobody knows, and one that a bank has taken back.</summary>
    private async Task MoveMoneyAsync(OrderView order)
    {
        await Sam.AskForTaxExemptionAsync(
            new()
            {
                Id = Guid.CreateVersion7(),
                Country = "US",
                Reason = "A public school",
                Documents = [new() { Name = "certificate.pdf", Content = "%PDF-1.4 %%EOF"u8.ToArray() }],
            },
            Cancel);
        var findings = house.Services.GetRequiredService<KeepFinding>();
        await findings.KeepUnknownRefundAsync(("stripe", "re_3PqX"), "pi_3PqX", new Money(49_900, "USD"), Cancel);
        var found = new ChargebackAtGateway(
            "dp_1Q", ChargebackStatus.Open, new Money(249_500, "USD"), "pi_1Q", "fraudulent", House.Today, null);
        var id = Guid.CreateVersion7();
        await house.Services.GetRequiredService<UnitOfWork>().RunAsync<bool>(
            async database =>
            {
                var payment = await database.Set<Payment>()
                    .Where(one => one.Order == new OrderId(order.Id)).FirstAsync(Cancel);
                database.Add(Chargeback.Of(new ChargebackId(id), payment, found));
                return true;
            },
            Cancel);
        await house.Services.GetRequiredService<LookAtChargeback>().ApplyAsync(found, Cancel);
        further.Add(("clerk", $"/desk/chargebacks/{id}"));
    }

    /// <summary>A draft policy, corrections, sources, webhooks, an open known issue, and promises that were moved.
    /// </summary>
    private async Task UpkeepAsync()
    {
        var policy = await Administrator.GetPolicyAsync(Cancel);
        await Administrator.ApplyPolicyAsync(
            policy.Text.Replace("within: 4h", "within: 5h", StringComparison.Ordinal), cancel: Cancel);
        var seen = await Administrator.PreviewPromiseMoveAsync(Severity.B, "pack-5", Cancel);
        await Administrator.MovePromisesAsync(
            new()
            {
                Id = Guid.CreateVersion7(), PolicyVersion = seen.PolicyVersion, Severity = Severity.B,
                Plan = "pack-5", Reason = "As announced on 1 November.",
            },
            Cancel);
        policy = await Administrator.GetPolicyAsync(Cancel);
        await Administrator.SavePolicyDraftAsync(
            new()
            {
                Text = policy.Text
                    .Replace("[mainstream, extended]", "[mainstream]", StringComparison.Ordinal)
                    .Replace("within: 5h", "within: 3h", StringComparison.Ordinal),
                BasedOn = policy.Version,
            },
            cancel: Cancel);
        await Administrator.CorrectReleaseAsync(
            new()
            {
                Id = Guid.CreateVersion7(), Release = "windows-server/2019", Field = CorrectedField.ExtendedEndsOn,
                Value = "2029-06-09", Reason = "An agreement with the maker",
            },
            Cancel);
        await BringALaterCatalogAsync();
        await Administrator.AddCatalogSourceAsync(
            new()
            {
                Id = Guid.CreateVersion7(), Name = "endoflife.date", Format = CatalogFormat.EndOfLife,
                Address = "https://example.invalid/api/v1/products/full", IntervalHours = 24,
            },
            Cancel);
        var hook = Guid.CreateVersion7();
        await Administrator.AddWebhookAsync(
            new()
            {
                Id = hook, Address = "https://erp.invalid/hooks/guichet", Description = "The ERP",
                Events = ["incident.submitted", "order.paid"],
            },
            Cancel);
        await Administrator.TestWebhookAsync(hook, Cancel);
        await Sam.FollowAsync("windows-server", Cancel);
        await Sam.FollowAsync("sql-server/2022", Cancel);
    }

    /// <summary>A source that ends a product's support earlier than it said before: it waits for approval.</summary>
    private async Task BringALaterCatalogAsync()
    {
        await using var server = await Server.Tests.Upkeep.SourceServer.StartAsync();
        var source = new NewCatalogSource
        {
            Id = Guid.CreateVersion7(), Name = "Quill and Sons", Format = CatalogFormat.Guichet,
            Address = server.Address + "/catalog.json", IntervalHours = 24,
        };
        server.Document = Catalog("2030-01-09");
        await Administrator.AddCatalogSourceAsync(source, Cancel);
        await Administrator.ReadCatalogSourceAsync(source.Id!.Value, Cancel);
        (server.Document, server.Etag) = (Catalog("2029-01-09"), null);
        await Administrator.ReadCatalogSourceAsync(source.Id.Value, Cancel);
        further.Add(("administrator", $"/desk/catalog/sources/{source.Id}/pending"));

        static string Catalog(string ends) => $$"""
            {
              "format": "guichet-catalog/1",
              "credits": [],
              "products": [
                {
                  "key": "quill", "name": "Quill", "aliases": [],
                  "releases": [
                    {
                      "key": "2", "name": "Quill 2", "policy": "fixed", "deployment": "on-premises",
                      "mainstreamEndsOn": "{{ends}}", "extendedEndsOn": "2035-01-09"
                    }
                  ]
                }
              ]
            }
            """;
    }
}
