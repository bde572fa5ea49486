using System.Net;
using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Mail;
using Guichet.Server.Storage;
using Guichet.Server.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Guichet.Server.Tests.Incidents.Story;

namespace Guichet.Server.Tests.Attachments;

public abstract class SeeingFiles(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_note_never_reaches_the_customer_by_any_door()
    {
        var story = await BeginAsync(house);
        var note = Guid.CreateVersion7();
        var bytes = Bytes.Picture();
        var file = await story.Agent.AttachAsync(story.Incident, "zebra.png", bytes, note);
        await story.Agent.Client.AddNoteAsync(story.Incident, Says("Look at this.", note), Cancel);

        var seen = Assert.Single(
            (await story.Manager.Client.ListAttachmentsAsync(story.Incident, cancel: Cancel)).Items);
        Assert.Equal((true, true), (seen.IsInternal, seen.HasThumbnail));
        Assert.Equal(bytes, await story.Manager.FetchAsync(file.Id));
        using var http = house.Factory.CreateClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", story.Customer.Key);
        foreach (var path in (string[])
            [
                $"incidents/{story.Incident}", $"incidents/{story.Incident}/attachments",
                $"incidents/{story.Incident}/messages", $"incidents/{story.Incident}/notes",
                $"attachments/{file.Id}", $"attachments/{file.Id}/content", $"attachments/{file.Id}/thumbnail",
            ])
        {
            using var answer = await http.GetAsync(new Uri($"api/v1/{path}", UriKind.Relative), Cancel);
            Assert.DoesNotContain("zebra", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.True(
                answer.StatusCode == HttpStatusCode.NotFound
                    || !path.Contains(file.Id.ToString(), StringComparison.Ordinal),
                path);
        }

        Assert.Equal("attachment.unknown", await CodeAsync(
            () => story.Customer.Client.WithdrawAttachmentAsync(file.Id, Cancel)));
        Assert.DoesNotContain(await story.ToldAsync(), kind => kind.Contains("note", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whose_message_is_not_sent_is_its_senders_alone()
    {
        var story = await BeginAsync(house);
        var file = await story.Agent.AttachAsync(story.Incident, "draft.log", Bytes.Log(), Guid.CreateVersion7());

        Assert.False((await story.Agent.Client.GetAttachmentAsync(file.Id, Cancel)).IsSent);
        foreach (var other in new[] { story.Customer, story.Manager })
        {
            Assert.Empty((await other.Client.ListAttachmentsAsync(story.Incident, cancel: Cancel)).Items);
            Assert.Equal("attachment.unknown", await CodeAsync(() => other.FetchAsync(file.Id)));
        }
    }

    [Fact]
    public async Task Follows_the_incident_each_time()
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var colleague = await house.WelcomesAsync(memberRole: MemberRole.Submitter, organization: owner.Organization);
        var bookkeeper = await house.WelcomesAsync(memberRole: MemberRole.Billing, organization: owner.Organization);
        await house.GivesPackAsync(owner);
        var incident = (await owner.Client.SubmitIncidentAsync(
            Incidents.SubmittingAnIncident.Request(), Cancel)).Id;
        var bytes = Bytes.Log();
        var file = await owner.RepliesWithAsync(incident, "trace.log", bytes);

        Assert.Equal(bytes, await colleague.FetchAsync(file.Id));
        foreach (var other in new[]
            {
                bookkeeper, await house.WelcomesAsync(), await house.WelcomesAsync(Role.BillingClerk),
                await house.WelcomesAsync(Role.Administrator),
            })
        {
            Assert.NotEqual("", await CodeAsync(() => other.FetchAsync(file.Id)));
        }

        await house.Work.RunAsync<bool>(
            async database =>
            {
                await database.Set<Person>().Where(person => person.Id == colleague.Id).ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.OrganizationId, (OrganizationId?)null)
                        .SetProperty(one => one.MemberRole, (MemberRole?)null),
                    Cancel);
                return true;
            },
            Cancel);
        Assert.Equal("attachment.unknown", await CodeAsync(() => colleague.FetchAsync(file.Id)));
    }

    [Fact]
    public async Task Is_named_in_the_mail_about_its_message_and_stays_in_the_house()
    {
        var story = await BeginAsync(house);
        var note = Guid.CreateVersion7();
        await story.Agent.AttachAsync(story.Incident, "zebra.log", Bytes.Log(), note);
        await story.Agent.Client.AddNoteAsync(story.Incident, Says("Internal.", note), Cancel);
        await story.Agent.RepliesWithAsync(story.Incident, "how-to.txt", Bytes.Log());

        await using var database = house.Storage.Read();
        var told = await database.Set<OutboxMessage>().AsNoTracking().SingleAsync(
            message => message.Kind == "incident.replied" && message.Payload.Contains(story.Incident.ToString()),
            Cancel);
        var mail = await house.Services.GetRequiredService<MailComposition>().CloseAsync(told, Cancel);

        var text = mail!.ToString();
        Assert.Contains("how-to.txt", text, StringComparison.Ordinal);
        Assert.DoesNotContain("zebra", text, StringComparison.Ordinal);
        Assert.Empty(mail.Attachments);
    }
}

public sealed class SeeingFilesOnSqlite(SqliteHouse house) : SeeingFiles(house);

public sealed class SeeingFilesOnPostgres(PostgresHouse house) : SeeingFiles(house);
