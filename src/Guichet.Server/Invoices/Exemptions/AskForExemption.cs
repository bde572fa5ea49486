using Guichet.Accounts;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>A customer sends the documents that prove that they are free of tax (R27), or takes them back.</summary>
internal sealed class AskForExemption(UnitOfWork work, IClock clock)
{
    /// <summary>Sent again under its id it is asked for once. Refused: <c>access.may-not-bill</c> for members who
    /// neither look after the organisation nor after its bills, <c>document.too-large</c>,
    /// <c>document.kind-unknown</c>, <c>tax-exemption.id-reused</c>.</summary>
    public Task<Result<TaxExemption>> RunAsync(Actor actor, NewTaxExemption request, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var id = new TaxExemptionId(request.Id!.Value);
        return work.RunAsync<TaxExemption>(
            async database =>
            {
                if (await database.Set<TaxExemption>().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } known)
                {
                    return known.Person == actor.Person && known.Reason == request.Reason!.Trim()
                        ? known
                        : new Refusal("tax-exemption.id-reused", "The id was used for another exemption.");
                }

                if (actor.MemberRole is not (null or MemberRole.Administrator or MemberRole.Billing))
                {
                    return new Refusal("access.may-not-bill", "Your place in the organisation does not let you ask.");
                }

                var exemption = TaxExemption.Ask(
                    id, actor, request.Country!.ToUpperInvariant(), request.Reason!.Trim(), now);
                database.Add(exemption);
                foreach (var (place, sent) in request.Documents!.Index())
                {
                    if (!ProofDocument.Check(sent.Name!, sent.Content).Succeeded(out var mediaType, out var refusal))
                    {
                        return refusal;
                    }

                    database.Add(DocumentOf(id, place + 1, sent, mediaType));
                }

                database.Add(OutboxMessage.Of("tax-exemption.asked", new { exemption = id.Value }, now));
                return exemption;
            },
            cancel);
    }

    /// <summary>Whoever may see it takes it back: they who asked, and those who look after the organisation or its
    /// bills. Refused: <c>tax-exemption.unknown</c>, <c>tax-exemption.decided</c>.</summary>
    public Task<Result<TaxExemption>> WithdrawAsync(Actor actor, TaxExemptionId id, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<TaxExemption>(
            async database =>
                await database.Set<TaxExemption>().VisibleTo(actor).SingleOrDefaultAsync(
                    one => one.Id == id, cancel) is { } exemption
                    ? exemption.Withdraw(new(actor.Person, now, default))
                    : new Refusal("tax-exemption.unknown", "There is no such exemption."),
            cancel);
    }

    private static ExemptionDocument DocumentOf(
        TaxExemptionId exemption, int position, NewProof sent, string mediaType) => new()
    {
        Id = Guid.CreateVersion7(),
        Exemption = exemption,
        Position = position,
        Name = Path.GetFileName(sent.Name!),
        MediaType = mediaType,
        Size = sent.Content.Length,
        Content = sent.Content,
    };
}
