using System.Net;
using Guichet.Accounts;
using Guichet.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Accounts;

public abstract class SharingAnOrganization(House house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begins_with_its_maker_as_administrator_who_invites_others()
    {
        using var owner = new Visit(house);
        using var guest = new Visit(house);
        await owner.ArriveAsync();
        var invited = await guest.ArriveAsync();

        using var made = await owner.PostAsync(
            "/account/organization", "organization", ("Model.Name", "Fourth Coffee"), ("Model.Country", "FR"));
        using var asked = await owner.PostAsync(
            "/account/organization", "invite", ("Invited.Email", invited), ("Invited.MemberRole", "Reader"));
        using var joined = await guest.PostAsync(await house.LastLinkAsync("account.invitation", invited), "accept");

        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.Contains("Fourth Coffee", await guest.ReadAsync("/account/organization"), StringComparison.Ordinal);
        Assert.Contains(invited, await owner.ReadAsync("/account/organization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_an_invitation_back_whose_link_then_leads_nowhere()
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var reader = await house.WelcomesAsync(memberRole: MemberRole.Reader, organization: owner.Organization);
        var invited = Visit.NewAddress();
        await InviteAsync(owner, invited);
        var link = await house.LastLinkAsync("account.invitation", invited);
        const string accepts = "value=\"accept\"";
        using var guest = new Visit(house);
        await guest.ArriveAsync(invited);
        Assert.Contains(accepts, await guest.ReadAsync(link), StringComparison.Ordinal);
        var withdraw = house.Services.GetRequiredService<WithdrawInvitation>();
        await using var database = house.Storage.Read();
        var id = Assert.Single(await database.ListInvitationsAsync(
            (await SignedInAsync(owner)).Actor, House.Today, Cancel)).Id;

        var byReader = await withdraw.RunAsync(await SignedInAsync(reader), id, "", Cancel);
        var byOwner = await withdraw.RunAsync(await SignedInAsync(owner), id, "", Cancel);
        var again = await withdraw.RunAsync(await SignedInAsync(owner), id, "", Cancel);

        Assert.Equal("organization.not-administrator", byReader.Refusal?.Code);
        Assert.True(byOwner.Value);
        Assert.Equal("invitation.unknown", again.Refusal?.Code);
        Assert.DoesNotContain(accepts, await guest.ReadAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_open_to_another_address_than_the_invited_one()
    {
        using var guest = new Visit(house);
        await guest.ArriveAsync();
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var invited = Visit.NewAddress();
        await InviteAsync(owner, invited);

        using var tried = await guest.PostAsync(await house.LastLinkAsync("account.invitation", invited), "accept");

        Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        Assert.Null((await guestOrganizationAsync(guest)));

        static async Task<string?> guestOrganizationAsync(Visit visit) =>
            (await visit.ReadAsync("/account/organization")).Contains("name=\"Model.Name\"", StringComparison.Ordinal)
                ? null : "one";
    }

    [Fact]
    public async Task Is_looked_after_by_its_administrators_alone()
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var reader = await house.WelcomesAsync(memberRole: MemberRole.Reader, organization: owner.Organization);
        var remove = house.Services.GetRequiredService<RemoveMember>();

        var invited = await InviteAsync(reader, Visit.NewAddress());
        var removed = await remove.RunAsync(await SignedInAsync(reader), owner.Id, "", Cancel);

        Assert.Equal("organization.not-administrator", invited.Refusal?.Code);
        Assert.Equal("organization.not-administrator", removed.Refusal?.Code);
    }

    [Fact]
    public async Task Keeps_an_administrator()
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var signedIn = await SignedInAsync(owner);
        var change = house.Services.GetRequiredService<ChangeMemberRole>();
        var remove = house.Services.GetRequiredService<RemoveMember>();

        var lowered = await change.RunAsync(signedIn, owner.Id, MemberRole.Reader, "", Cancel);
        var left = await remove.RunAsync(signedIn, owner.Id, "", Cancel);

        Assert.Equal("organization.last-administrator", lowered.Refusal?.Code);
        Assert.Equal("organization.last-administrator", left.Refusal?.Code);
    }

    [Fact]
    public async Task Keeps_an_administrator_when_two_remove_each_other_at_once()
    {
        var first = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var second = await house.WelcomesAsync(memberRole: MemberRole.Administrator, organization: first.Organization);
        var remove = house.Services.GetRequiredService<RemoveMember>();

        var results = await Task.WhenAll(
            remove.RunAsync(await SignedInAsync(first), second.Id, "", Cancel),
            remove.RunAsync(await SignedInAsync(second), first.Id, "", Cancel));

        Assert.Single(results, result => result.Refusal is null);
    }

    [Fact]
    public async Task Ends_for_a_member_who_is_removed()
    {
        var owner = await house.WelcomesAsync(memberRole: MemberRole.Administrator);
        var member = await house.WelcomesAsync(memberRole: MemberRole.Submitter, organization: owner.Organization);
        var remove = house.Services.GetRequiredService<RemoveMember>();
        Assert.NotNull((await member.Client.GetMeAsync(Cancel)).Organization);

        await remove.RunAsync(await SignedInAsync(owner), member.Id, "", Cancel);

        Assert.Null((await member.Client.GetMeAsync(Cancel)).Organization);
    }

    private async Task<Result<bool>> InviteAsync(Somebody inviter, string email) =>
        await house.Services.GetRequiredService<InviteMember>().RunAsync(
            await SignedInAsync(inviter),
            new NewInvitation { Email = email, MemberRole = MemberRole.Reader },
            "",
            Cancel);

    private async Task<SignedIn> SignedInAsync(Somebody somebody)
    {
        await using var database = house.Storage.Read();
        return (
            await database.FindByKeyAsync(ApiKeyHandler.HashOf(somebody.Key), house.Clock.GetCurrentInstant(), Cancel))!
            .Value.SignedIn;
    }
}

public sealed class SharingAnOrganizationOnSqlite(SqliteHouse house) : SharingAnOrganization(house);

public sealed class SharingAnOrganizationOnPostgres(PostgresHouse house) : SharingAnOrganization(house);
