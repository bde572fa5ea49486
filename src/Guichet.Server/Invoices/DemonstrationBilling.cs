using Guichet.Invoices;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Invoices;

/// <summary>Addresses for the invented people of a demonstration, so that one can buy at once.</summary>
internal sealed class DemonstrationBilling(UnitOfWork work, Demonstration demonstration, IClock clock) : IHostedService
{
    private static readonly Dictionary<string, BillingDetails> Addresses = new()
    {
        ["camille@example.test"] = new(
            "Camille Laurent", "", "4 place des Essais", "69002", "Lyon", "", "FR", ""),
        ["sam@example.test"] = new(
            "Sam Rivers", "", "500 Sample Street", "10001", "New York", "NY", "US", ""),
        ["dana@fabrikam.test"] = new(
            "Dana Fabrikam", "Fabrikam", "8 avenue du Modèle", "75011", "Paris", "", "FR", "FR21987654321"),
    };

    public Task StartAsync(CancellationToken cancellationToken) =>
        demonstration.On ? work.RunAsync<bool>(AddAsync, cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<Result<bool>> AddAsync(Database database)
    {
        var names = Addresses.Keys.Select(email => email.ToUpperInvariant()).ToArray();
        foreach (var person in await database.Set<Person>().AsNoTracking()
            .Where(one => names.Contains(one.NormalizedEmail!)).ToListAsync())
        {
            var holder = person.OrganizationId?.Value ?? person.Id.Value;
            if (await database.Set<BillingRow>().FindAsync(holder) is null)
            {
                var row = new BillingRow
                {
                    Holder = holder,
                    Person = person.OrganizationId is null ? person.Id : null,
                    Organization = person.OrganizationId,
                };
                row.Change(Addresses[person.Email!], clock.GetCurrentInstant());
                database.Add(row);
            }
        }

        return true;
    }
}
