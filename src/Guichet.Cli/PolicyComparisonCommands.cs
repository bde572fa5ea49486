using System.CommandLine;
using Guichet.Catalog;
using Guichet.Client.Accounts;
using Guichet.Client.Policies;
using Guichet.Coverage;
using Guichet.Files;
using Guichet.Files.Catalog;
using Guichet.Files.Policies;
using Guichet.Policies;
using NodaTime;

namespace Guichet.Cli;

/// <summary>What another policy would change: asked of a server, or off line of two files.</summary>
internal static class PolicyComparisonCommands
{
    public static Command Preview(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The file, or - for the input" };
        var on = Day();
        var command = new Command("preview", """
            Say what a policy would change if it were put in force. Nothing is written.

            Which plans open or close for which releases, which packs in force that concerns, and how many running
            clocks would move if their promises were made again.

            Examples:
              guichet policy preview policy.yaml
              guichet policy preview policy.yaml --on 2027-01-01
            """) { file, on };
        return context.Runs(command, async call =>
        {
            var changes = await call.Client.PreviewPolicyAsync(
                await call.ReadAsync(call.Get(file)), call.Get(on), call.Cancel);
            call.Screen.Show(changes, found => PolicyChangesScreen.Write(call.Screen, found));
        });
    }

    public static Command Compare(CommandContext context)
    {
        var old = new Argument<string>("old") { Description = "The policy before, or - for the input" };
        var newer = new Argument<string>("new") { Description = "The policy after" };
        var catalog = new Option<string?>("--catalog") { Description = "Catalogue file; left out: the shipped one" };
        var on = Day();
        var command = new Command("compare", """
            Compare two policies off line: what they say otherwise, and which plans open or close for which releases.

            No server is needed. Exit codes: 0 compared, 2 a file cannot be used; then each mistake is printed with its
            line.

            Example:
              guichet policy compare policy.yaml draft.yaml --catalog catalog.json --on 2027-01-01
            """) { old, newer, catalog, on };
        return context.Runs(command, async Task<int> (call) =>
        {
            var before = await ReadAsync(call, call.Get(old), text => PolicyFile.Read(text));
            var after = await ReadAsync(call, call.Get(newer), text => PolicyFile.Read(text));
            var products = call.Get(catalog) is { } file
                ? await ReadAsync(call, file, CatalogFile.Read)
                : CatalogFile.Read(ShippedFile.Catalog).Value;
            if (before is null || after is null || products is null)
            {
                return ExitCode.Usage;
            }

            var day = call.Get(on) is { } given ? LocalDate.FromDateOnly(given) : call.Surroundings.Clock
                .GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[after.TimeZone]).Date;
            call.Screen.Show(
                View(before, after, new ProductCatalog(1, products), day),
                found => PolicyChangesScreen.Write(call.Screen, found));
            return ExitCode.Done;
        });
    }

    private static Option<DateOnly?> Day() =>
        new("--on") { Description = "The day on which coverage is compared, 2026-08-22; left out: today" };

    private static async Task<T?> ReadAsync<T>(Call call, string file, Func<string, Reading<T>> read)
        where T : class
    {
        var reading = read(await call.ReadAsync(file));
        foreach (var mistake in reading.Mistakes)
        {
            await call.Surroundings.Error.WriteLineAsync($"{file}:{mistake}");
        }

        return reading.Mistakes.Count == 0 ? reading.Value : null;
    }

    private static PolicyChangesView View(
        SupportPolicy before, SupportPolicy after, ProductCatalog catalog, LocalDate on)
    {
        var coverage = CoverageComparison.Between(before.CoverageOver(catalog), after.CoverageOver(catalog), on);
        return new(
            on.ToDateOnly(),
            InForce: 0,
            [.. PolicyDifference.Between(before, after).Select(change => new PolicyChangeView(
                Word<Client.Policies.PolicyChangeKind>(change.Kind),
                change.Section,
                change.Subject,
                change.Field,
                change.From,
                change.To))],
            [.. coverage.Openings.Select(opening => new PlanOpeningView(
                opening.Plan,
                [.. opening.Standings.Select(standing => new StandingView(
                    Word<SignInKind>(standing.SignIn),
                    Word<PartnerLevel>(standing.Partner.Level),
                    standing.Partner.Competency))],
                opening.Opens,
                opening.Closes))],
            [.. coverage.Losses.Select(loss => new PlanLossView(loss.Plan, loss.Releases, loss.Products, Packs: null))],
            Clocks: null);
    }

    private static T Word<T>(Enum word)
        where T : struct, Enum => Enum.Parse<T>(word.ToString());
}
