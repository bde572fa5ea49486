using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Client.Partners;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Disputes;
using Guichet.Server.Mail;
using Guichet.Server.Partners;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Incidents;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Mail;

/// <summary>The mails that follow from a charge and its dispute, and from an enrolment, in both languages.</summary>
public sealed class TellingOfDisputes : SqliteHouse
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override void Configure(IWebHostBuilder host) => host.UseSetting("Mail:Delivers", "false");

    [Theory, Trait("Rule", "R25")]
    [InlineData("en", "dispute the charge until", "You have an answer by", "You were right", "was due")]
    [InlineData("fr", "contester la facturation jusqu’au", "Vous aurez une réponse avant", "Vous aviez raison",
        "était attendue")]
    public async Task Says_until_when_and_what_came_of_it(
        string language, string until, string made, string upheld, string overdue)
    {
        var story = await BeginAsync(this);
        await SpeaksAsync(language, story.Customer, story.Manager);
        await story.Agent.Client.OfferSolutionAsync(story.Incident, Says("Try this."), cancel: Cancel);
        await story.Customer.Client.AcceptSolutionAsync(story.Incident, Accepts(), cancel: Cancel);
        Assert.Contains(until, await ReadAsync("incident.closed", story.Incident), StringComparison.Ordinal);
        Assert.Contains("#dispute", await ReadAsync("incident.closed", story.Incident), StringComparison.Ordinal);

        await story.Customer.Client.DisputeChargeAsync(story.Incident, Says("It is not solved."), cancel: Cancel);
        Assert.Contains(made, await ReadAsync("incident.charge-disputed", story.Incident), StringComparison.Ordinal);
        Clock.Advance(Duration.FromDays(9));
        await Services.GetRequiredService<TellOverdueDisputes>().RunAsync(Cancel);
        Assert.Contains(
            overdue, await ReadAsync(TellOverdueDisputes.Kind, story.Incident), StringComparison.Ordinal);
        await story.Manager.Client.AnswerDisputeAsync(
            story.Incident,
            new NewDisputeAnswer { Id = Guid.CreateVersion7(), Upheld = true, Reason = "We have looked again." },
            cancel: Cancel);

        var answer = await ReadAsync("incident.dispute-upheld", story.Incident);
        Assert.Contains(upheld, answer, StringComparison.Ordinal);
        Assert.Contains("We have looked again.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_each_manager_of_a_dispute()
    {
        var told = new Told(
            "incident.charge-disputed",
            System.Text.Json.JsonSerializer.SerializeToElement(new { incident = Guid.CreateVersion7() }));
        var managers = new[] { await WelcomesAsync(Role.SupportManager), await WelcomesAsync(Role.SupportManager) };
        await using var database = Storage.Read();

        var follow = await Task.WhenAll(Services.GetServices<IMailComposer>()
            .Select(composer => composer.FollowUpAsync(database, told, Today, Cancel)));

        Assert.All(managers, manager => Assert.Contains(
            follow.SelectMany(one => one),
            message => message.Payload.Contains(manager.Id.Value.ToString(), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("en", "ends on 1 December 2026 (until 2 December 2026, 09:00 CET).")]
    [InlineData("fr", "prend fin le 1er décembre 2026 (jusqu’au 2 décembre 2026 à 9 h 00 CET).")]
    public async Task Reminds_a_partner_of_the_end(string language, string words)
    {
        var partner = await WelcomesAsync(signIn: SignInKind.Work, memberRole: MemberRole.Administrator);
        await SpeaksAsync(language, partner);
        var keeper = await WelcomesAsync(Role.Administrator);
        await keeper.Client.EnrollPartnerAsync(
            partner.Organization!.Value.Value,
            new NewEnrollment
            {
                Id = Guid.CreateVersion7(),
                Level = Client.Accounts.PartnerLevel.Gold,
                ValidFrom = new(2026, 1, 1),
                ValidUntil = new(2026, 12, 1),
            },
            Cancel);

        await Services.GetRequiredService<RemindPartners>().RunAsync(Cancel);

        var mail = (await ReadAsync(RemindPartners.Kind, partner.Id.Value)).ReplaceLineEndings(" ");
        Assert.Contains(words, mail.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("/partner-benefits", mail, StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string kind, Guid about)
    {
        await using var database = Storage.Read();
        var message = await database.Set<OutboxMessage>().FirstAsync(
            one => one.Kind == kind && one.Payload.Contains(about.ToString()), Cancel);
        var mail = await Services.GetRequiredService<MailComposition>().CloseAsync(message, Cancel);
        return mail!.Subject + mail.TextBody;
    }

    private async Task SpeaksAsync(string language, params Somebody[] people)
    {
        foreach (var one in people)
        {
            await Work.RunAsync<bool>(
                async database =>
                {
                    var person = await database.Set<Person>().SingleAsync(known => known.Id == one.Id, Cancel);
                    person.Language = language;
                    return true;
                },
                Cancel);
        }
    }
}
