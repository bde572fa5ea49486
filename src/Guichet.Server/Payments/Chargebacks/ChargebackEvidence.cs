using Guichet.Accounts;
using Guichet.Orders;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Orders;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace Guichet.Server.Payments.Chargebacks;

/// <summary>What the bank is told where a chargeback is contested, in the language that the clerk chose.</summary>
/// <param name="CustomerName">Who bought.</param>
/// <param name="CustomerEmail">Their address.</param>
/// <param name="Product">What was bought.</param>
/// <param name="ServiceDate">Since when it could be used.</param>
/// <param name="Activity">What was used of it, a line for each incident.</param>
/// <param name="Words">The vendor's own.</param>
internal sealed record ChargebackEvidence(
    string CustomerName, string CustomerEmail, string Product, string ServiceDate, string Activity, string Words);

/// <summary>Writes what speaks for a payment: what was bought, and the days of its use, as the invoice counts them;
/// never what an incident is about.</summary>
internal sealed class WriteEvidence(IStorage storage, InForce inForce, Texts texts)
{
    /// <summary>The language of an answer that names none: the one that all banks read.</summary>
    public const string English = "en";

    /// <summary>A chargeback with the evidence where it is contested; null where there is none.</summary>
    public async Task<(Chargeback? Chargeback, ChargebackEvidence? Evidence)> FindAnswerAsync(
        ChargebackId id, string language, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var chargeback = await database.Set<Chargeback>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Id == id, cancel);
        return chargeback?.Answer == ChargebackAnswer.Contest
            ? (chargeback, await RunAsync(database, chargeback, language, cancel))
            : (chargeback, null);
    }

    public async Task<ChargebackEvidence> RunAsync(
        Database database, Chargeback chargeback, string language, CancellationToken cancel)
    {
        var policy = (await inForce.ReadAsync(database, cancel)).Policy;
        var order = await database.Set<Order>().AsNoTracking().SingleAsync(one => one.Id == chargeback.Order, cancel);
        var buyer = await database.Set<Person>().AsNoTracking().SingleAsync(one => one.Id == order.Buyer, cancel);
        var used = await database.ListUseAsync(order.Id, cancel);

        // What is sold may have another name by now; the buyer read this one.
        var sold = await inForce.ReadPolicyAsync(database, order.PolicyVersion, cancel);
        return Speaking.In(language, () => new ChargebackEvidence(
            buyer.Name,
            buyer.Email ?? "",
            ProductOf(order, sold.NameOf(order.Plan, texts)),
            Day(order.PaidAt, policy),
            string.Join('\n', Activity(order, used, policy)),
            chargeback.Words));
    }

    private string ProductOf(Order order, string plan)
    {
        var key = order.Size is null ? "chargeback.evidence.contract" : "chargeback.evidence.pack";
        return texts.Get(
            key, ("plan", plan), ("count", order.Size ?? 0), ("number", order.ConfirmationNumber));
    }

    private IEnumerable<string> Activity(Order order, IReadOnlyList<UsedIncident> used, PolicyInForce policy) =>
        used.Select(one => texts.Get(
                $"chargeback.evidence.{(one.ClosedAt is null ? "open" : "closed")}",
                ("number", $"{one.Number}"),
                ("opened", Day(one.SubmittedAt, policy)),
                ("closed", Day(one.ClosedAt, policy))))
            .Prepend(texts.Get(
                "chargeback.evidence.order",
                ("placed", Day(order.PlacedAt, policy)),
                ("paid", Day(order.PaidAt, policy))));

    /// <summary>English goes to banks of any country, which write a date in more than one order.</summary>
    private string Day(Instant? at, PolicyInForce policy) =>
        at is not { } instant ? "-"
        : texts.Language == English ? LocalDatePattern.Iso.Format(policy.DayOf(instant))
        : Format.Date(policy.DayOf(instant));
}
