using Guichet.Payments;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Payments.Chargebacks;

/// <summary>Sends the vendor's answer to the gateway, after the commit that decided it, and looks what became of it.
/// </summary>
internal sealed class SendChargebackAnswer(
    UnitOfWork work, IPaymentGateway gateway, WriteEvidence write, LookAtChargeback look, IClock clock) : IErrand
{
    public bool RunsFor(string kind) => kind == AnswerChargeback.Answered;

    public async Task RunAsync(OutboxMessage message, CancellationToken cancel)
    {
        var facts = message.Read<Facts>();
        var id = new ChargebackId(facts.Chargeback);
        var (chargeback, evidence) = await write.FindAnswerAsync(id, facts.Language ?? WriteEvidence.English, cancel);
        if (chargeback is null || chargeback.Attempt != facts.Attempt
            || chargeback.SentAt is not null || chargeback.Failure is not null)
        {
            return;
        }

        var failure = chargeback.Gateway == gateway.Name
            ? await gateway.AnswerChargebackAsync(chargeback, evidence, cancel)
            : $"the gateway {chargeback.Gateway} is not set up any more";
        var now = clock.GetCurrentInstant();
        await work.RunAsync<bool>(
            async database =>
            {
                (await database.Set<Chargeback>().SingleAsync(one => one.Id == id, cancel))
                    .Heard(facts.Attempt, failure, now);
                return true;
            },
            cancel);
        await look.RunAsync(chargeback.Reference, cancel);
    }

    private sealed record Facts(Guid Chargeback, int Attempt, string? Language);
}
