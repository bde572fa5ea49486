using Guichet.Accounts;
using Guichet.Client.Payments;
using Guichet.Payments;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ChargebackAnswer = Guichet.Payments.ChargebackAnswer;

namespace Guichet.Server.Payments.Chargebacks;

/// <summary>The clerk contests a chargeback or accepts it; the gateway is told from the outbox.</summary>
internal sealed class AnswerChargeback(UnitOfWork work, IClock clock)
{
    /// <summary>Kind of the message that sends the answer.</summary>
    public const string Answered = "chargeback.answered";

    /// <summary>Refused: <c>access.billing-clerk-only</c>, <c>chargeback.unknown</c>, and as
    /// <see cref="Chargeback.Decide"/> says.</summary>
    public Task<Result<Chargeback>> RunAsync(
        Actor clerk, ChargebackId id, NewChargebackAnswer given, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Chargeback>(
            async database =>
            {
                if (BillingClerks.WhyNot(clerk) is { } notTheirs)
                {
                    return notTheirs;
                }

                if (await database.Set<Chargeback>().SingleOrDefaultAsync(one => one.Id == id, cancel)
                    is not { } chargeback)
                {
                    return new Refusal("chargeback.unknown", "There is no such chargeback.");
                }

                var answer = Enum.Parse<ChargebackAnswer>(given.Answer!.Value.ToString());
                var words = given.Words!.Trim();
                var decided = chargeback.Decide(answer, words, clerk.Person, now);
                if (decided.Refusal is null)
                {
                    database.Audit(now, clerk.Person, "chargeback.answered", id.Value, address, $"{answer}: {words}");
                    database.Add(OutboxMessage.Of(
                        Answered,
                        new { chargeback = id.Value, attempt = chargeback.Attempt, language = given.Language },
                        now));
                }

                return decided;
            },
            cancel);
    }
}
