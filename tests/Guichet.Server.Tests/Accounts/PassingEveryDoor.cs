using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Guichet.Accounts;
using Guichet.Server.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Accounts;

/// <summary>Every route and endpoint of the house, with every role and with none: by what they declare, and by asking.
/// </summary>
public sealed class PassingEveryDoor(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Role[] Roles = Enum.GetValues<Role>();

    [Fact]
    public async Task Is_allowed_as_the_approved_table_says()
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var door in Doors())
        {
            lines.Add($"{door.Method,-7} {door.Route,-58} {await WhoPassesAsync(door)}");
        }

        var folder = Path.GetDirectoryName(ThisFile())!;
        var approved = Path.Combine(folder, "access.approved.txt");
        var received = Path.Combine(folder, "access.received.txt");
        var text = string.Join('\n', lines) + "\n";
        if (File.Exists(approved) && await File.ReadAllTextAsync(approved, Cancel) == text)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, text, Cancel);
        Assert.Fail(
            "Who may pass has changed. Read access.received.txt; if it is right, it becomes access.approved.txt.");
    }

    [Fact]
    public async Task Without_a_sign_in_leads_nowhere_but_to_what_is_open()
    {
        using var nobody = Client();
        foreach (var door in Doors())
        {
            using var answer = await AskAsync(nobody, door);

            Assert.True(
                IsTurnedAway(answer) != door.IsOpen, $"{door.Method} {door.Route} answered {(int)answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData("camille@example.test")]
    [InlineData("agent@example.test")]
    [InlineData("manager@example.test")]
    [InlineData("clerk@example.test")]
    [InlineData("admin@example.test")]
    public async Task With_a_role_opens_what_the_table_says_and_nothing_else(string email)
    {
        var person = DemonstrationPeople.All.Single(one => one.Email == email);
        using var program = Client();
        program.DefaultRequestHeaders.Authorization = new("Bearer", person.ApiKey);
        using var browser = new Visit(house);
        using var signedIn = await browser.SignInAsync(email, DemonstrationPeople.Password);
        foreach (var door in Doors().Where(door => !door.IsOpen))
        {
            var allowed = await PassesAsync(door, person.Role, Scopes.Of(person.Role));
            using var answer = door.TakesKeys
                ? await AskAsync(program, door)
                : await browser.GetAsync(door.Address);

            Assert.True(
                await IsForbiddenAsync(answer) != allowed,
                $"{email}: {door.Method} {door.Route} answered {(int)answer.StatusCode}");
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    private HttpClient Client() =>
        house.Factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, Door door)
    {
        var request = new HttpRequestMessage(new HttpMethod(door.Method), new Uri(door.Address, UriKind.Relative));
        if (door.Method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    private static bool IsTurnedAway(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Unauthorized
        || (answer.StatusCode == HttpStatusCode.Redirect
            && answer.Headers.Location!.ToString().Contains("/account/sign-in?", StringComparison.Ordinal));

    private static async Task<bool> IsForbiddenAsync(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => true,
        HttpStatusCode.Forbidden =>
            (await answer.Content.ReadAsStringAsync(Cancel)).Contains("access.not-allowed", StringComparison.Ordinal),
        HttpStatusCode.Redirect =>
            answer.Headers.Location!.ToString() is var to
            && (to.Contains("/forbidden", StringComparison.Ordinal)
                || to.Contains("/account/sign-in?", StringComparison.Ordinal)),
        _ => false,
    };

    private async Task<string> WhoPassesAsync(Door door)
    {
        if (door.IsOpen)
        {
            return "everybody";
        }

        var who = new List<string>();
        foreach (var role in Roles)
        {
            if (await PassesAsync(door, role, Scopes.All))
            {
                who.Add(role.ToString());
            }
        }

        Assert.False(
            await PassesAsync(door, null, []), $"{door.Route} lets nobody-in-particular in without saying so.");
        var scopes = Scopes.All.Where(scope => NeedsScope(door, scope));
        var by = door.TakesKeys ? string.Join(' ', ["key", .. scopes]) : "page";
        return $"{by}: {(who.Count == Roles.Length ? "all who are signed in" : string.Join(", ", who))}";
    }

    private static bool NeedsScope(Door door, string scope) =>
        door.Endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements)
            .OfType<Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement>()
            .Any(claim => claim.ClaimType == Access.ScopeClaim && claim.AllowedValues?.Contains(scope) == true);

    private async Task<bool> PassesAsync(Door door, Role? role, IEnumerable<string> scopes)
    {
        var provider = house.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var metadata = door.Endpoint.Metadata;
        var policy = await AuthorizationPolicy.CombineAsync(
            provider,
            metadata.GetOrderedMetadata<IAuthorizeData>(),
            metadata.GetOrderedMetadata<AuthorizationPolicy>()) ?? await provider.GetFallbackPolicyAsync();
        Assert.NotNull(policy);
        var person = role is null
            ? new ClaimsPrincipal(new ClaimsIdentity())
            : new ClaimsPrincipal(new ClaimsIdentity(
                [
                    new(ClaimTypes.Role, role.Value.ToString()),
                    .. scopes.Select(scope => new Claim(Access.ScopeClaim, scope)),
                ],
                "test"));
        await using var scope = house.Services.CreateAsyncScope();
        var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(person, null, policy)).Succeeded;
    }

    private IEnumerable<Door> Doors() => Door.Of(house);
}
