using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;

namespace Guichet.Server.Invoices;

/// <summary>Somebody says to whom their invoices are made out. What is issued already does not change.</summary>
internal sealed class KeepBillingDetails(UnitOfWork work, IClock clock)
{
    /// <summary>Refused as <see cref="BillingStore.KeepBillingAsync"/> is.</summary>
    public Task<Result<BillingDetails>> RunAsync(
        SignedIn signedIn, NewBillingDetails details, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<BillingDetails>(
            async database =>
            {
                var kept = await database.KeepBillingAsync(signedIn.Actor, details, now, cancel);
                if (kept.Refusal is null)
                {
                    var person = signedIn.Actor.Person;
                    database.Audit(now, person, "account.billing-changed", person.Value, address);
                }

                return kept;
            },
            cancel);
    }
}
