using Microsoft.AspNetCore.Hosting;

namespace Guichet.Browser.Tests;

/// <summary>The demonstration, of a vendor who takes bank transfers as well, and reads a catalogue from an address on
/// this machine.</summary>
public sealed class FurnishedHouse : BrowserHouse
{
    protected override void Configure(IWebHostBuilder host)
    {
        base.Configure(host);
        host.UseSetting("Catalog:AllowPrivateAddresses", "true");
        host.UseSetting("Payments:BankTransfer:AccountHolder", "Contoso SAS");
        host.UseSetting("Payments:BankTransfer:Iban", "FR76 3000 6000 0112 3456 7890 189");
        host.UseSetting("Payments:BankTransfer:Bic", "AGRIFRPP");
        host.UseSetting("Payments:BankTransfer:BankName", "Crédit agricole");
    }
}
