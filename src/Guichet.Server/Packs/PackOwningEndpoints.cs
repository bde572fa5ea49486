using Guichet.Accounts;
using Guichet.Client.Packs;
using Guichet.Packs;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Packs;

internal static class PackOwningEndpoints
{
    private static readonly Refusal Unknown = new("pack.unknown", "There is no such pack.");

    public static void MapPackOwning(this RouteGroupBuilder api)
    {
        var packs = api.MapGroup("/packs/{id:guid}").WithTags("Packs");
        packs.MapGet("/balance", ReadBalanceAsync).Allows(Scopes.PacksRead)
            .WithName("getPackBalance").WithSummary("Read the balance of a day")
            .WithDescription("What was in the pack at the end of a day in the policy's time zone; today: now. Balance "
                + "and holds are those of the statement; available is nothing once the last usable day was over.")
            .Produces<PackBalanceView>();
        packs.MapPost("/adjust", AdjustAsync).Allows(Scopes.PacksWrite, Role.SupportManager, Role.BillingClerk)
            .WithName("adjustPack").WithSummary("Put the credits of a pack right")
            .WithDescription("Adds or takes credits, with a reason; never below zero, and what is on hold stays.")
            .Produces<PackView>();
        packs.MapPost("/transfer", TransferAsync).Allows(Scopes.PacksWrite, Role.SupportManager, Role.BillingClerk)
            .WithName("transferPack").WithSummary("Give a pack to another account")
            .WithDescription("The pack changes hands, with a reason; its history stays.").Produces<PackView>();
        packs.MapPost("/access-id", RenewAsync).Allows(Scopes.PacksWrite, Role.Customer, Role.Administrator)
            .WithName("renewAccessId").WithSummary("Renew the access id of a contract")
            .WithDescription(
                "Where the one it had is lost or known to others: that opens nothing from then on. The new one is in "
                + "this answer and nowhere else; renewed again, the last one counts.")
            .Produces<GrantedContractView>();
        packs.MapGet("/people", ReadPeopleAsync).Allows(Scopes.PacksRead)
            .WithName("getPackPeople").WithSummary("Read who uses a pack")
            .WithDescription("Whom the owner has named, and who has used how much; for the owner, those who look after "
                + "the organisation, and the vendor.").Produces<PackPeopleView>();
        packs.MapPost("/delegates", NameAsync).Allows(Scopes.PacksWrite, Role.Customer)
            .WithName("nameDelegate").WithSummary("Name somebody who may use a pack")
            .WithDescription("By address, whether it has an account or not; where the policy allows it for the plan.")
            .Produces<PackPeopleView>();
        packs.MapDelete("/delegates/{email}", RemoveAsync).Allows(Scopes.PacksWrite, Role.Customer)
            .WithName("removeDelegate").WithSummary("Remove somebody who may use a pack")
            .WithDescription("They use it no longer; what they submitted stays theirs.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ReadBalanceAsync(
        Guid id, DateOnly on, PackViews views, HttpContext http, CancellationToken cancel) =>
        (await views.ReadBalanceAsync(http.Actor(), id, LocalDate.FromDateOnly(on), cancel)).ToOk(http);

    private static async Task<IResult> AdjustAsync(
        Guid id,
        PackAdjustment adjustment,
        CorrectPack correct,
        PackViews views,
        HttpContext http,
        CancellationToken cancel) =>
        await ShowAsync(await correct.AdjustAsync(http.Actor(), id, adjustment, cancel), views, http, cancel);

    private static async Task<IResult> TransferAsync(
        Guid id,
        PackTransfer transfer,
        CorrectPack correct,
        PackViews views,
        HttpContext http,
        CancellationToken cancel) =>
        await ShowAsync(await correct.TransferAsync(http.Actor(), id, transfer, cancel), views, http, cancel);

    private static async Task<IResult> RenewAsync(
        Guid id, AccessIdRenewal renewal, RenewAccessId renew, HttpContext http, CancellationToken cancel) =>
        (await renew.RunAsync(http.Actor(), id, renewal, cancel)).ToOk(http);

    private static async Task<IResult> ReadPeopleAsync(
        Guid id, PackPeople people, HttpContext http, CancellationToken cancel) =>
        await people.FindAsync(http.Actor(), id, cancel) is { } found ? Results.Ok(found) : Problems.Of(Unknown, http);

    private static async Task<IResult> NameAsync(
        Guid id,
        NewDelegation named,
        ShareWithDelegates share,
        PackPeople people,
        HttpContext http,
        CancellationToken cancel) =>
        (await share.NameAsync(http.SignedIn(), id, named, cancel)).Succeeded(out _, out var refusal)
            ? Results.Ok(await people.FindAsync(http.Actor(), id, cancel))
            : Problems.Of(refusal, http);

    private static async Task<IResult> RemoveAsync(
        Guid id, string email, ShareWithDelegates share, HttpContext http, CancellationToken cancel) =>
        (await share.RemoveAsync(http.Actor(), id, email, cancel)).ToNoContent(http);

    private static async Task<IResult> ShowAsync(
        Result<IncidentPackId> result, PackViews views, HttpContext http, CancellationToken cancel) =>
        result.Succeeded(out var pack, out var refusal)
            ? Results.Ok(await views.FindAsync(http.Actor(), pack.Value, cancel))
            : Problems.Of(refusal, http);
}
