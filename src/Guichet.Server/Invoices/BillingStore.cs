using Guichet.Accounts;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Server.Accounts;
using Guichet.Server.Invoices.Exemptions;
using Guichet.Server.Policies;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices;

/// <summary>Billing details and the tax that follows from them, inside an operation or for a page.</summary>
internal static class BillingStore
{
    private static readonly Refusal MayNot =
        new("access.may-not-bill", "Your place in the organisation does not let you change its billing details.");

    /// <summary>What somebody keeps, alone or for their organisation; null where nobody has given any.</summary>
    public static async Task<BillingDetails?> FindBillingAsync(
        this Database database, Actor actor, CancellationToken cancel)
    {
        var holder = HolderOf(actor);
        var row = await database.Set<BillingRow>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Holder == holder, cancel);
        return row?.Details;
    }

    /// <summary>The same; where nobody has given any, what the account knows.</summary>
    public static async Task<BillingDetails> ReadBillingAsync(
        this Database database, SignedIn buyer, CancellationToken cancel) =>
        await database.FindBillingAsync(buyer.Actor, cancel)
        ?? BillingDetails.Of(buyer.Actor.Name, buyer.OrganizationName ?? "", buyer.Country);

    /// <summary>Keeps details. Refused: <c>billing.vat-number-malformed</c>, <c>access.may-not-bill</c> where an
    /// organisation has some already and the member neither looks after it nor after its bills.</summary>
    public static async Task<Result<BillingDetails>> KeepBillingAsync(
        this Database database, Actor actor, NewBillingDetails given, Instant now, CancellationToken cancel)
    {
        if (!BillingDetails.Check(given.AsDetails()).Succeeded(out var details, out var malformed))
        {
            return malformed;
        }

        var holder = HolderOf(actor);
        var row = await database.Set<BillingRow>().SingleOrDefaultAsync(one => one.Holder == holder, cancel);
        if (row?.Details == details)
        {
            return details;
        }

        if (actor.MemberRole == MemberRole.Reader || (row is not null && actor.MemberRole == MemberRole.Submitter))
        {
            return MayNot;
        }

        if (row is null)
        {
            row = new BillingRow
            {
                Holder = holder,
                Person = actor.Organization is null ? actor.Person : null,
                Organization = actor.Organization,
            };
            database.Add(row);
        }

        row.Change(details, now);
        return details;
    }

    /// <summary>The tax that a purchase of theirs carries now, and why.</summary>
    public static async Task<Taxation> DecideTaxAsync(
        this Database database, Actor buyer, BillingDetails details, PolicyInForce policy, Instant now,
        CancellationToken cancel) => Taxation.Of(
            details,
            policy.Policy.Taxes,
            policy.Policy.Invoices,
            await database.IsExemptAsync(buyer, details.Country, policy.DayOf(now), cancel));

    private static Guid HolderOf(Actor actor) => actor.Organization?.Value ?? actor.Person.Value;

    private static BillingDetails AsDetails(this NewBillingDetails given) => new(
        given.Name!,
        given.Organization ?? "",
        given.Street!,
        given.PostalCode ?? "",
        given.City!,
        given.Region ?? "",
        given.Country!,
        given.VatNumber ?? "");
}
