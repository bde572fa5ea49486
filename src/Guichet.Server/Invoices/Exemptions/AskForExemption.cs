using Guichet.Accounts;
using Guichet.Client.Invoices;
using Guichet.Invoices;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices.Exemptions;

/// <summary>A customer sends the documents that prove that they are free of tax (R27), or takes them back.</summary>
internal sealed class AskForExemption(UnitOfWork work, IClock clock)
{
    /// <summary>Each brings up to fifty megabytes into the database.</summary>
    private const int MostADay = 10;

    /// <summary>Sent again under its id it is asked for once. Refused: <c>access.may-not-bill</c> for members who
    /// neither look after the organisation nor after its bills, <c>document.too-large</c>,
    /// <c>document.kind-unknown</c>, <c>tax-exemption.id-reused</c>; <c>attempts.too-many</c>, where the day has had
    /// enough of them.</summary>
    public Task<Result<TaxExemption>> RunAsync(Actor actor, NewTaxExemption request, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var id = new TaxExemptionId(request.Id!.Value);
        return work.RunAsync<TaxExemption>(
            async database =>
            {
                if (await database.Set<TaxExemption>().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } known)
                {
                    return await DifferingAsync(database, known, actor, request, cancel) is { Count: > 0 } different
                        ? new Refusal("tax-exemption.id-reused", "The id was used for another exemption.")
                            .Naming(different)
                        : known;
                }

                if (actor.MemberRole is not (null or MemberRole.Administrator or MemberRole.Billing))
                {
                    return new Refusal("access.may-not-bill", "Your place in the organisation does not let you ask.");
                }

                if (await CountAsync(database, actor, now, cancel) >= MostADay)
                {
                    return new Refusal("attempts.too-many", "Too many requests today; try again tomorrow.");
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

    /// <summary>Those taken back count as well: their documents are kept.</summary>
    private static Task<int> CountAsync(Database database, Actor actor, Instant now, CancellationToken cancel)
    {
        var since = now - Duration.FromDays(1);
        return database.Set<TaxExemption>().CountAsync(
            one => one.Person == actor.Person && one.SubmittedAt > since, cancel);
    }

    private static async Task<IReadOnlyList<string>> DifferingAsync(
        Database database, TaxExemption known, Actor actor, NewTaxExemption request, CancellationToken cancel)
    {
        var documents = await database.Set<ExemptionDocument>().AsNoTracking()
            .Where(one => one.Exemption == known.Id)
            .OrderBy(one => one.Position)
            .Select(one => new { one.Name, one.Content })
            .ToListAsync(cancel);
        var same = documents.Count == request.Documents!.Count
            && documents.Zip(request.Documents).All(pair =>
                pair.First.Name == Path.GetFileName(pair.Second.Name!)
                && pair.First.Content.AsSpan().SequenceEqual(pair.Second.Content));
        return Fingerprint.Differing(
            ("sender", known.Person == actor.Person),
            ("country", string.Equals(known.Country, request.Country, StringComparison.OrdinalIgnoreCase)),
            ("reason", known.Reason == request.Reason!.Trim()),
            ("documents", same));
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
