using Guichet.Client.Teams;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;

namespace Guichet.Server.Tests.Teams;

public sealed class LookingAtTheTeams(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    [Fact]
    public async Task Skills_and_rules_say_the_names_of_products_and_plans()
    {
        var crew = await Crew.OfAsync(house, 1);
        await crew.RulesAsync(new AssignmentRuleEntry
        {
            Products = ["windows-server/2019"],
            Plans = ["pack-5"],
            Teams = [crew.Key],
        });
        using var visit = new Visit(house);
        using var signedIn = await visit.SignInAsync("manager@example.test", DemonstrationPeople.Password);

        var page = await visit.ReadAsync("/desk/teams");

        Assert.Contains("<td data-label=\"Skills\">Windows Server</td>", page, StringComparison.Ordinal);
        Assert.Contains(">Windows Server 2019</td>", page, StringComparison.Ordinal);
        Assert.Contains(">5-pack of incidents</td>", page, StringComparison.Ordinal);
    }
}
