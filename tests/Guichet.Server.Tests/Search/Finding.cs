using Guichet.Client.Incidents;
using Guichet.Client.Search;
using Guichet.Server.Search;
using Guichet.Server.Tests.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Search;

/// <summary>Searches in houses where others write as well: each test has a word that nobody else uses.</summary>
internal static class Finding
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A word of letters only, which no ending of either language changes.</summary>
    public static string NewWord() => "qx" + string.Concat(
        Guid.NewGuid().ToString("N")[..14].Select(digit => (char)('a' + "0123456789abcdef".IndexOf(digit)))) + "k";

    public static NewIncident About(string title, string description = "It does not start any more.") =>
        SubmittingAnIncident.Request() with { Title = title, Description = description };

    public static async Task<Guid> OpensAsync(
        this Somebody who, string title, string description = "It does not start any more.") =>
        (await who.Client.SubmitIncidentAsync(About(title, description), Cancel)).Id;

    /// <summary>The index knows all that was written about these incidents.</summary>
    public static async Task IndexesAsync(this House house, params Guid[] incidents)
    {
        var index = house.Services.GetRequiredService<IndexIncidents>();
        var ids = incidents.Select(id => new Guichet.Incidents.IncidentId(id)).ToList();
        bool left;
        do
        {
            await index.RunAsync(Cancel);
            await using var database = house.Storage.Read();
            left = await database.Set<SearchDue>().AnyAsync(due => ids.Contains(due.Incident), Cancel);
        }
        while (left);
    }

    /// <summary>The ids of the first page.</summary>
    public static async Task<Guid[]> FindsAsync(
        this Somebody who, string text, SearchOrder order = SearchOrder.Newest) =>
        [.. (await who.Client.SearchAsync(text, order, cancel: Cancel)).Items.Select(hit => hit.Incident.Id)];
}
