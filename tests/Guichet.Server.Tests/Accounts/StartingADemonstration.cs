using Guichet.Client;
using Guichet.Client.Accounts;
using Guichet.Server.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Accounts;

public sealed class StartingADemonstration(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Brings_the_invented_people_with_their_keys()
    {
        foreach (var person in DemonstrationPeople.All)
        {
            using var client = new GuichetClient(house.Factory.CreateClient(), person.ApiKey);
            Assert.Equal(person.Email, (await client.GetMeAsync(Cancel)).Email);
        }

        using var dana = new GuichetClient(house.Factory.CreateClient(), "gck_demo-dana");
        var organization = (await dana.GetMeAsync(Cancel)).Organization!;
        Assert.Equal(
            ("Fabrikam", PartnerLevel.Gold, true),
            (organization.Name, organization.PartnerLevel, organization.Competency));
    }

    [Fact]
    public async Task Twice_brings_nobody_twice()
    {
        await house.Services.GetRequiredService<DemonstrationPeople>().SeedAsync(Cancel);

        await using var database = house.Storage.Read();
        var found = await database.ListPeopleAsync("CAMILLE@", null, null, 10, Cancel);

        Assert.Single(found.Items);
    }

    [Fact]
    public async Task Offers_everybody_on_the_sign_in_page()
    {
        using var visit = new Visit(house);

        using var entered = await visit.PostAsync(
            "/account/sign-in", "demonstration", ("Chosen", "clerk@example.test"));

        Assert.EndsWith("/desk", entered.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}
