using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Client.Orders;
using Guichet.Client.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Guests;
using Guichet.Server.Storage;
using Guichet.Server.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Browser.Tests;

/// <summary>Something to see on every page: some days of the house, lived by the demonstration's people.</summary>
internal sealed partial class Furnishing(House house)
{
    private readonly List<(string Person, string Address)> further = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private GuichetClient Sam => Person("sam");

    private GuichetClient Agent => Person("agent");

    private GuichetClient Manager => Person("manager");

    private GuichetClient Administrator => Person("admin");

    private GuichetClient Clerk => Person("clerk");

    /// <summary>Gives the pages that no link leads to, and who may open them.</summary>
    public async Task<IReadOnlyList<(string Person, string Address)>> ArrangeAsync()
    {
        var order = await BuyAsync();
        var answered = await ConverseAsync();
        await WriteTogetherAsync(answered);
        await EquipTheDeskAsync(answered);
        await EndIncidentsAsync();
        await MoveMoneyAsync(order);
        await ShareAndRecoverAsync(order);
        await UpkeepAsync();
        house.Clock.Advance(Duration.FromHours(30));
        await Sam.SubmitIncidentAsync(Request("La sauvegarde complète de la base s’arrête", Severity.B), Cancel);
        return further;
    }

    private GuichetClient Person(string name) => new(house.Factory.CreateClient(), $"gck_demo-{name}");

    /// <summary>Four orders: paid, paid and to be refunded, waiting for a transfer, and not paid at all.</summary>
    private async Task<OrderView> BuyAsync()
    {
        var policy = await Administrator.GetPolicyAsync(Cancel);
        await Administrator.ApplyPolicyAsync(
            policy.Text.Replace("size: 5\n", "size: 5\n    delegates: true\n", StringComparison.Ordinal),
            cancel: Cancel);
        var order = await OrderAsync("sam", "pack-5", "PO-2026-118");
        await Sam.PayForDemonstrationAsync(order.Id, Cancel);
        var second = await OrderAsync("sam", "pack-5");
        await Sam.PayForDemonstrationAsync(second.Id, Cancel);
        await Clerk.RefundOrderAsync(
            second.Id, new() { Id = Guid.CreateVersion7(), Credits = 1, Reason = "One was bought too many" }, Cancel);
        further.Add(("clerk", $"/desk/orders/{second.Id}/refund"));
        var transfer = await Sam.PlaceOrderAsync(
            new() { Id = Guid.CreateVersion7(), Plan = "pack-5", Method = PaymentMethod.BankTransfer }, Cancel);
        further.AddRange([("customer", $"/orders/{transfer.Id}"), ("clerk", $"/desk/orders/{transfer.Id}/transfer")]);
        var unpaid = await OrderAsync("sam", "pay-per-incident");
        further.Add(("customer", $"/pay/demonstration/{unpaid.Id}"));
        further.Add(("customer", $"/orders/{order.Id}"));
        return order;
    }

    private Task<OrderView> OrderAsync(string person, string plan, string? number = null) =>
        Person(person).PlaceOrderAsync(
            new() { Id = Guid.CreateVersion7(), Plan = plan, PurchaseOrderNumber = number }, Cancel);

    /// <summary>An incident that has nearly everything an incident can have.</summary>
    private async Task<Guid> ConverseAsync()
    {
        await Sam.SubmitIncidentAsync(Request("Print server loses its queues", Severity.A), Cancel);
        var incident = (await Sam.SubmitIncidentAsync(
            Request("Cluster node does not come back after the update of 10 November", Severity.B), Cancel)).Id;
        await Agent.ProposeStatementAsync(
            incident,
            new()
            {
                Id = Guid.CreateVersion7(),
                Body = "The second node does not rejoin the cluster after the update of 10 November.",
                SolutionCriterion = "Both nodes are up after a restart.",
            },
            null,
            Cancel);
        await Agent.RecordWorkAsync(incident, Work(), Cancel);
        await Sam.AcceptStatementAsync(incident, Accepts(), null, Cancel);
        using var log = new MemoryStream("0000121c ERR [RCM] Arbitrating returned error 2\n"u8.ToArray());
        await Sam.AttachAsync(
            incident, new() { Id = Guid.CreateVersion7(), Name = "cluster-node-2.log" }, log, null, Cancel);
        await Agent.ReplyAsync(incident, Replies("Which build is it?", waits: true), null, Cancel);
        house.Clock.Advance(Duration.FromMinutes(95));
        await Sam.ReplyAsync(incident, Replies("17763.6189, on **both** nodes."), null, Cancel);
        await DivideAsync(incident);
        await InviteAsync(incident);
        await Agent.OfferSolutionAsync(
            incident, Words("Install the update of 17 November, then restart the second node."), null, Cancel);
        await LinkAsync("incident.solution-offered", incident, "answer");
        return incident;
    }

    private async Task DivideAsync(Guid incident)
    {
        NewPart[] parts =
        [
            new() { Id = Guid.CreateVersion7(), Title = "The backup ends too early", Plan = "pack-5" },
            new() { Id = Guid.CreateVersion7(), Title = "The quorum is lost at night", Plan = "pack-5" },
        ];
        await Agent.ProposePartsAsync(
            incident,
            new()
            {
                Id = Guid.CreateVersion7(),
                Body = "The node and the backup have nothing in common.",
                Parts = [.. parts.Select(part => part with { Severity = Severity.C, Description = part.Title })],
            },
            cancel: Cancel);
        await Sam.AcceptPartAsync(incident, parts[0].Id!.Value, Accepts(), Cancel);
        var number = (await Agent.GetIncidentAsync(parts[0].Id!.Value, Cancel)).Line.Number;
        await Agent.LinkIncidentsAsync(incident, new() { Kind = IncidentLinkKind.Blocks, Number = number }, Cancel);
        var other = await Sam.SubmitIncidentAsync(Request("Third node is slow", Severity.C), Cancel);
        var others = (await Agent.GetIncidentAsync(other.Id, Cancel)).Line.Number;
        await Agent.LinkIncidentsAsync(incident, new() { Kind = IncidentLinkKind.Relates, Number = others }, Cancel);
        await Sam.DeclinePartAsync(incident, parts[1].Id!.Value, Accepts(), Cancel);
    }

    /// <summary>One guest who has come, and one who has not yet; the first is invited a second time elsewhere.
    /// </summary>
    private async Task InviteAsync(Guid incident)
    {
        var camille = await Person("camille").GetMeAsync(Cancel);
        var guest = await Sam.InviteGuestAsync(incident, new() { Email = camille.Email }, Cancel);
        var path = await ToldAsync("guest.invited", guest.Id, "path");
        var actor = new Actor(new(camille.Id), camille.Name, Role.Customer, SignInKind.Personal, null, null, []);
        await house.Services.GetRequiredService<AcceptGuestInvitation>().RunAsync(
            new SignedIn(actor, camille.Email, "Europe/Paris", "fr", "FR"), path.Split('/')[^1], "", Cancel);
        await Person("camille").CommentAsGuestAsync(incident, Words("It is the same here, since Monday."), Cancel);
        further.Add(("guest", $"/guest/incidents/{incident}"));
        await Sam.InviteGuestAsync(incident, new() { Email = "somebody.else@contoso.test" }, Cancel);
        var first = (await Sam.ListIncidentsAsync(cancel: Cancel)).Items[^1].Id;
        guest = await Sam.InviteGuestAsync(first, new() { Email = camille.Email }, Cancel);
        further.Add(("guest", await ToldAsync("guest.invited", guest.Id, "path")));
    }

    /// <summary>Solved and rated, charged and disputed, and closed without a solution.</summary>
    private async Task EndIncidentsAsync()
    {
        foreach (var (title, disputed) in (IEnumerable<(string, bool)>)[("Service account locked", false),
            ("Certificates are not renewed", true), ("DNS answers are late", true)])
        {
            var incident = (await Sam.SubmitIncidentAsync(Request(title, Severity.C), Cancel)).Id;
            await Agent.OfferSolutionAsync(incident, Words("Renew it by hand, once."), null, Cancel);
            await Sam.AcceptSolutionAsync(incident, Accepts(), null, Cancel);
            await Sam.SaySatisfactionAsync(
                incident, new() { Rating = disputed ? 2 : 5, Comment = "It took three calls." }, Cancel);
            if (disputed)
            {
                await Sam.DisputeChargeAsync(incident, Words("It happens again every morning."), null, Cancel);
            }
            else
            {
                await LinkAsync("incident.closed", incident, "satisfaction");
            }
        }

        var disputes = await Manager.ListDisputesAsync(cancel: Cancel);
        await Manager.AnswerDisputeAsync(
            disputes.Items[^1].Line.Id,
            new() { Id = Guid.CreateVersion7(), Upheld = true, Reason = "The log shows one fault only." },
            null,
            Cancel);
        var open = await Sam.SubmitIncidentAsync(Request("Backup ends too early", Severity.C), Cancel);
        await Agent.CloseIncidentAsync(
            open.Id,
            new()
            {
                Id = Guid.CreateVersion7(),
                Reason = ClosingReason.Unresolved,
                Body = "No solution was found within reason.",
            },
            open.Version,
            Cancel);
        further.Add(("customer", $"/incidents/{open.Id}"));
    }

    /// <summary>A delegate, a contract with its secret, and somebody who asks for the pack of another.</summary>
    private async Task ShareAndRecoverAsync(OrderView order)
    {
        var paid = await Sam.GetOrderAsync(order.Id, Cancel);
        var pack = paid.Pack!.Value;
        var line = (await Manager.GetPackAsync(pack, Cancel)).LastLine;
        await Manager.AdjustPackAsync(
            pack, new PackAdjustment { Credits = 2, Reason = "Goodwill: a long wait", AfterLine = line }, Cancel);
        var granted = await Administrator.GrantContractAsync(
            new() { Id = Guid.CreateVersion7(), Plan = "advanced-partner", StartsOn = new(2026, 11, 1) }, Cancel);
        further.Add(("administrator", $"/desk/contracts/{granted.Id}"));
        var benefit = (await Person("dana").ActivateBenefitAsync("partner-gold-20", Cancel)).Id;
        further.Add(("partner", $"/packs/{benefit}/access-id"));
        await Person("dana").AskForPackAsync(
            new() { Id = Guid.CreateVersion7(), ConfirmationNumber = paid.ConfirmationNumber, Words = "Sam left us." },
            Cancel);
        var asked = (await Agent.ListRecoveriesAsync(cancel: Cancel)).Items[0].Recovery.Id;
        await Agent.TellPackOwnerAsync(asked, Cancel);
        await Sam.NameDelegateAsync(pack, new() { Email = "camille@example.test" }, Cancel);
        further.AddRange([("customer", $"/packs/{pack}"), ("customer", $"/packs/{pack}/people")]);
        further.Add(("manager", $"/desk/packs/{pack}"));
    }

    private async Task LinkAsync(string kind, Guid about, string page) =>
        further.Add(("visitor", $"/{page}/{await ToldAsync(kind, about, "link")}"));

    /// <summary>What leaves the house in a mail only.</summary>
    private async Task<string> ToldAsync(string kind, Guid about, string word)
    {
        await using var database = house.Services.GetRequiredService<IStorage>().Read();
        var payload = await database.Set<OutboxMessage>()
            .Where(row => row.Kind == kind && row.Payload.Contains(about.ToString()))
            .OrderByDescending(row => row.Id)
            .Select(row => row.Payload)
            .FirstAsync(Cancel);
        using var json = System.Text.Json.JsonDocument.Parse(payload);
        return json.RootElement.EnumerateObject()
            .Single(one => string.Equals(one.Name, word, StringComparison.OrdinalIgnoreCase)).Value.GetString()!;
    }

    private static NewWork Work() => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = WorkKind.RemoteSession,
        StartedAt = House.Today.ToDateTimeOffset(),
        Minutes = 35,
        Contact = "Sam Ortega",
        Body = """
            We looked at the cluster log together.

            ```
            0000121c.00002f10::2026/11/10-04:12:33.417 ERR   [RCM] Arbitrating 'Cluster Disk 1' returned error 2
            ```
            """,
    };

    private static NewMessage Words(string body) => new() { Id = Guid.CreateVersion7(), Body = body };

    private static NewAcceptance Accepts() => new() { Id = Guid.CreateVersion7() };

    private static NewReply Replies(string body, bool waits = false) =>
        new() { Id = Guid.CreateVersion7(), Body = body, WaitsForCustomer = waits };

    private static NewIncident Request(string title, Severity severity) => new()
    {
        Id = Guid.CreateVersion7(),
        Release = "windows-server/2019",
        Plan = "pack-5",
        Severity = severity,
        Hours = severity == Severity.A ? HoursOfCoverage.AroundTheClock : HoursOfCoverage.BusinessHours,
        Title = title,
        Description = "Since Tuesday it stops after some minutes; restarting it helps for an hour.",
        Contacts =
        [
            new NewContact { Name = "Sam Rivers", Email = "sam@example.test", Phone = "+1 555 0100", AnyHour = true },
        ],
        NoGuaranteeAccepted = true,
    };
}
