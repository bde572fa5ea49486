using System.Net;
using Guichet.Client.Incidents;
using Guichet.Server.Incidents.Answering;
using Guichet.Server.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Incidents;

/// <summary>In a house of its own, as time moves.</summary>
public sealed class WaitingTooLongToAnswer : SqliteHouse
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_the_links_ended_and_forgotten()
    {
        var (waiting, link) = await AnsweringFromAMail.OfferAsync(this);
        var (closed, _) = await AnsweringFromAMail.OfferAsync(this);
        await closed.Customer.Client.AcceptSolutionAsync(closed.Incident, Accepts(), null, Cancel);
        var rating = await AnsweringFromAMail.LinkAsync(closed, "incident.closed");
        await using (var database = Storage.Read())
        {
            var kept = await database.Set<AnswerLink>().ToListAsync(Cancel);
            Assert.Equal(2, kept.Count);
            Assert.All(kept, one => Assert.DoesNotContain(one.Hash, new[] { link, rating }));
        }

        Clock.Advance(Duration.FromDays(31));

        using var visit = new Visit(this);
        foreach (var address in new[] { $"/answer/{link}", $"/satisfaction/{rating}" })
        {
            using var gone = await visit.GetAsync(address);
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        }

        Assert.Equal("satisfaction.too-late", await CodeAsync(() => closed.Customer.Client.SaySatisfactionAsync(
            closed.Incident, new() { Rating = 1 }, Cancel)));
        Assert.Equal(
            IncidentStatus.SolutionOffered,
            (await waiting.Customer.Client.GetIncidentAsync(waiting.Incident, Cancel)).Line.Status);
        await Services.GetRequiredService<ForgetAnswerLinks>().RunAsync(Cancel);
        await using var after = Storage.Read();
        Assert.False(await after.Set<AnswerLink>().AnyAsync(Cancel));
    }
}
