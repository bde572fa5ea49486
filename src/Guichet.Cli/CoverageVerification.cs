using System.CommandLine;
using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Files;
using Guichet.Files.Catalog;
using Guichet.Files.Coverage;
using Guichet.Files.Policies;
using Guichet.Policies;

namespace Guichet.Cli;

/// <summary><c>guichet coverage verify</c>.</summary>
internal sealed class CoverageVerification
{
    private const string Guide = """
        Prove a policy by cases, off line: no server is needed.

        A case is one JSON object on one line. Each plan that it expects has to stand in the group named, and each
        reason named has to be among those given; what it does not name is not compared.

          {"id":"gold-n-2","on":"2026-08-22","release":"windows-server/2019","wants":"break-fix","signIn":"personal",
           "partner":"gold","competency":false,"holds":["partner-gold-20",{"plan":"pack-5","left":0}],
           "expect":{"usable":["pay-per-incident"],"unavailable":{"partner-gold-20":["release.mainstream-ended"]},
           "notOffered":["signature-cloud"]}}                                        (on one line in the file)

        Keys left out:
          release      has to be there; it may be unknown to the catalogue
          id           "line 12", the line on which the case stands
          rule         none; the rule that the case shows, for its reader
          on           today, in the policy's time zone
          wants        "break-fix"
          signIn       "personal"; or "work"
          partner      "none"; or "action-pack", "silver", "gold"
          competency   false
          holds        [], nothing; an item is a plan key (a full pack with a year to run), or an object of
            plan       has to be there
            left       a full pack
            expiresOn  a year after 'on'; the last usable day
          expect       {}, nothing is compared
            usable, notOffered   []
            unavailable          {}; plan keys with the reasons to be given
        Any other key is a mistake. Empty lines are passed over.

        Each case that differs is printed, then 'N passed, N failed'. Exit codes: 0 all pass, 1 some fail, 2 a file
        cannot be used; then each mistake is printed with its line and nothing is decided.

        Examples:
          guichet coverage verify cases.jsonl
          guichet coverage verify --catalog catalog.json --policy policy.yaml cases.jsonl more.jsonl
          echo '{"release":"windows-server/2019"}' | guichet coverage verify - --format table
        """;

    private readonly Argument<string[]> files = new("cases")
    {
        Description = "Files of cases, or - for the input",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> catalog = new("--catalog")
    {
        Description = "Catalogue file, or products/full of endoflife.date; left out: the shipped one",
    };

    private readonly Option<string?> policy = new("--policy")
    {
        Description = "Policy file; left out: the shipped one",
    };

    private readonly Option<string> format = new("--format")
    {
        Description = "differences, or table: the full decision of every case, with each rule asked",
        DefaultValueFactory = _ => "differences",
    };

    public static Command Create(CommandContext context) => new CoverageVerification().CreateIn(context);

    private Command CreateIn(CommandContext context)
    {
        format.AcceptOnlyFromAmong("differences", "table");
        var command = new Command("verify", Guide) { files, catalog, policy, format };
        return context.Runs(command, VerifyAsync);
    }

    private async Task<int> VerifyAsync(Call call)
    {
        var policyInUse = await ReadPolicyAsync(call);
        var products = await ReadCatalogAsync(call);
        var cases = new List<(string File, CoverageCase Case)>();
        var areInOrder = policyInUse is not null && products is not null;
        foreach (var file in call.Get(files))
        {
            var reading = CaseFile.Read(await call.ReadAsync(file));
            await TellAsync(call, file, reading.Mistakes);
            areInOrder &= reading.Value is not null;
            cases.AddRange((reading.Value ?? []).Select(one => (file, one)));
        }

        if (!areInOrder)
        {
            return ExitCode.Usage;
        }

        var today = call.Surroundings.Clock.GetCurrentInstant()
            .InZone(DateTimeZoneProviders.Tzdb[policyInUse!.TimeZone]).Date;
        var terms = policyInUse.CoverageOver(new ProductCatalog(1, products!));
        var verified = cases.Select(one => VerifiedCase.Of(one.File, one.Case, terms, today)).ToList();
        VerificationScreen.Show(call.Screen, verified, terms, inFull: call.Get(format) == "table");
        return verified.TrueForAll(one => one.Passes) ? ExitCode.Done : ExitCode.Refused;
    }

    private async Task<SupportPolicy?> ReadPolicyAsync(Call call)
    {
        var file = call.Get(policy);
        var reading = PolicyFile.Read(file is null ? ShippedFile.Policy : await call.ReadAsync(file));
        await TellAsync(call, file ?? "policy.yaml", reading.Mistakes);
        return reading.Value;
    }

    /// <summary>An entry of endoflife.date that cannot be read leaves the others to be used, as it does on import; the
    /// mistake is said.</summary>
    private async Task<IReadOnlyList<Product>?> ReadCatalogAsync(Call call)
    {
        var file = call.Get(catalog);
        var text = file is null ? ShippedFile.Catalog : await call.ReadAsync(file);
        var reading = CatalogFile.IsOurs(text) ? CatalogFile.Read(text) : EndOfLifeFile.Read(text);
        await TellAsync(call, file ?? "catalog.json", reading.Mistakes);
        return reading.Value;
    }

    private static async Task TellAsync(Call call, string file, IReadOnlyList<Mistake> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            await call.Surroundings.Error.WriteLineAsync($"{file}:{mistake}");
        }
    }
}

/// <summary>A case with what was decided.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Case">The case.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Differences">Where the two differ.</param>
internal sealed record VerifiedCase(
    string File,
    CoverageCase Case,
    CoverageDecision Decision,
    IReadOnlyList<CaseDifference> Differences)
{
    public bool Passes => Differences.Count == 0;

    public static VerifiedCase Of(string file, CoverageCase one, CoverageTerms terms, LocalDate today)
    {
        var decision = CoverageRules.Decide(one.Ask(terms.Plans, today), terms);
        return new(file, one, decision, one.Compare(decision));
    }
}
