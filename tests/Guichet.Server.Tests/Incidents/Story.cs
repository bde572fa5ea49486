using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Incidents;
using Guichet.Packs;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Incidents;

/// <summary>A customer with a pack of five, an agent, a support manager, and an incident among them.</summary>
internal sealed record Story(
    House House, Somebody Customer, Somebody Agent, Somebody Manager, IncidentPackId Pack, Guid Incident)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Story> BeginAsync(House house)
    {
        var customer = await house.WelcomesAsync();
        var pack = await house.GivesPackAsync(customer);
        var submitted = await customer.Client.SubmitIncidentAsync(SubmittingAnIncident.Request(), Cancel);
        return new(
            house,
            customer,
            await house.WelcomesAsync(Role.Agent),
            await house.WelcomesAsync(Role.SupportManager),
            pack,
            submitted.Id);
    }

    public static NewMessage Says(string body, Guid? id = null) =>
        new() { Id = id ?? Guid.CreateVersion7(), Body = body };

    public static NewStatement States(string body, string criterion = "It works again.") =>
        new() { Id = Guid.CreateVersion7(), Body = body, SolutionCriterion = criterion };

    public static NewReply Replies(string body, Guid? id = null, bool waits = false) =>
        new() { Id = id ?? Guid.CreateVersion7(), Body = body, WaitsForCustomer = waits };

    public static NewAcceptance Accepts() => new() { Id = Guid.CreateVersion7() };

    public static NewClosure Closes(ClosingReason reason) =>
        new() { Id = Guid.CreateVersion7(), Reason = reason, Body = "This is why it ends." };

    public static NewBillingDecision Decides(bool charge) => new() { Charge = charge, Reason = "Nobody could help." };

    public static async Task<string> CodeAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<GuichetException>(act)).Code;

    public async Task<int> VersionAsync() => (await Agent.Client.GetIncidentAsync(Incident, Cancel)).Line.Version;

    public async Task<IncidentStateView> CloseAsync(Somebody who, ClosingReason reason) =>
        await who.Client.CloseIncidentAsync(Incident, Closes(reason), await VersionAsync(), Cancel);

    /// <summary>The kinds of the pack's ledger lines, in their order.</summary>
    public async Task<LedgerEntryKind[]> LedgerAsync()
    {
        await using var database = House.Storage.Read();
        return await database.Set<LedgerEntry>()
            .Where(line => line.Pack == Pack)
            .OrderBy(line => line.Line)
            .Select(line => line.Kind)
            .ToArrayAsync(Cancel);
    }

    /// <summary>What must leave the house about this incident, by kind.</summary>
    public async Task<string[]> ToldAsync()
    {
        await using var database = House.Storage.Read();
        return await database.Set<OutboxMessage>()
            .Where(message => message.Payload.Contains(Incident.ToString()))
            .OrderBy(message => message.CreatedAt)
            .ThenBy(message => message.Id)
            .Select(message => message.Kind)
            .ToArrayAsync(Cancel);
    }
}
