using System.Net;
using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Catalog;
using Guichet.Server.Hosting;

namespace Guichet.Server.Tests.Upkeep;

/// <summary>A source must not lead the server into its own network.</summary>
public sealed class StayingOutside(SqliteHouse house)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("93.184.215.14", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2a00:1450:4007:80e::200e", true)]
    public void Knows_what_lies_outside(string address, bool outside) =>
        Assert.Equal(outside, PublicAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://localhost/catalog.json")]
    [InlineData("https://127.0.0.1/catalog.json")]
    [InlineData("https://[::1]/catalog.json")]
    [InlineData("https://[::ffff:10.0.0.1]/catalog.json")]
    public async Task Does_not_connect_within(string address)
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;
        var source = New(address);
        await administrator.AddCatalogSourceAsync(source, Cancel);

        var read = await administrator.ReadCatalogSourceAsync(source.Id!.Value, Cancel);
        await administrator.RemoveCatalogSourceAsync(source.Id.Value, Cancel);

        Assert.Equal((SourceOutcome.Failed, "fetch.address-private"), (read.Outcome, read.Code));
    }

    [Theory]
    [InlineData("http://example.com/catalog.json")]
    [InlineData("https://name:word@example.com/catalog.json")]
    [InlineData("file:///etc/passwd")]
    [InlineData("catalog.json")]
    public async Task Takes_no_address_but_one_of_https_without_a_password(string address)
    {
        var administrator = (await house.WelcomesAsync(Role.Administrator)).Client;

        var refused = await Assert.ThrowsAsync<GuichetException>(
            () => administrator.AddCatalogSourceAsync(New(address), Cancel));

        Assert.Equal("fetch.address-malformed", refused.Code);
    }

    private static NewCatalogSource New(string address) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = "Inside",
        Address = address,
        Format = CatalogFormat.Guichet,
        IntervalHours = 24,
    };
}
