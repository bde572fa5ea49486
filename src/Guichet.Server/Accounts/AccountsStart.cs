using Guichet.Server.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Guichet.Server.Accounts;

/// <summary>Sees to it that somebody can sign in: the invented people of a demonstration, or the first administrator.
/// </summary>
internal sealed class AccountsStart(
    Demonstration demonstration,
    DemonstrationPeople invented,
    FirstAdministrator first,
    IServer server,
    ILogger<AccountsStart> logger) : IHostedLifecycleService
{
    private string? firstPath;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (demonstration.On)
        {
            await invented.SeedAsync(cancellationToken);
            return;
        }

        if (await invented.AreThereAsync(cancellationToken))
        {
            throw new InvalidOperationException(
                "This database belongs to a demonstration, whose passwords everybody knows. Start with --demo, or name "
                + "another database in Storage:Connection.");
        }

        firstPath = await first.OpenAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // Only now is it known on which address the server listens.
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        if (demonstration.On)
        {
            logger.LogInformation("{Welcome}", Welcome(address));
        }
        else if (firstPath is not null)
        {
            logger.LogWarning(
                "There is no administrator yet. Open this link to become the first one; it works once: {Address}{Path}",
                address,
                firstPath);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string Welcome(string address) => string.Join(Environment.NewLine,
    [
        $"A demonstration, at {address}. Sign in with the password {DemonstrationPeople.Password} as:",
        .. DemonstrationPeople.All.Select(
            person => $"  {person.Email,-22} {person.Role,-15} API key {person.ApiKey}"),
    ]);
}
