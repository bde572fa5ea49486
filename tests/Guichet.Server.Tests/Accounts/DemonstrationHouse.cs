using Microsoft.AspNetCore.Hosting;

namespace Guichet.Server.Tests.Accounts;

/// <summary>A house with the invented people of a demonstration.</summary>
public sealed class DemonstrationHouse : SqliteHouse
{
    protected override void Configure(IWebHostBuilder host) => host.UseSetting("Demo", "true");
}
