using BenchmarkDotNet.Attributes;
using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Benchmarks.Rules;

/// <summary>A credit is put on hold: a line is appended behind the hash of the line before it.</summary>
public class LedgerBenchmarks
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 10, 0);
    private static readonly LocalDate Today = new(2026, 11, 20);

    private readonly PersonId person = new(Guid.CreateVersion7());
    private readonly Guid incident = Guid.CreateVersion7();
    private readonly LedgerEntry purchased;
    private readonly LedgerEntry[] hundred;

    /// <summary>A pack of 100 with its credits, and a ledger of a hundred lines.</summary>
    public LedgerBenchmarks()
    {
        purchased = After(null).Purchase(person, "order.paid", Now);
        var pack = After(purchased);
        hundred =
        [
            purchased,
            .. Enumerable.Range(0, 99).Select(_ => pack.Reserve(Guid.CreateVersion7(), person, Today, Now).Value),
        ];
    }

    /// <summary>What a submission does.</summary>
    [Benchmark(Description = "ledger: reserve, with the hash of the last line")]
    public LedgerEntry Reserve() => After(purchased).Reserve(incident, person, Today, Now).Value;

    /// <summary>What an audit does.</summary>
    [Benchmark(Description = "ledger: check a chain of 100 lines")]
    public LedgerBreak? Check() => LedgerCheck.FirstBreak(hundred);

    private IncidentPack After(LedgerEntry? last) => new(
        last?.Pack ?? new IncidentPackId(Guid.CreateVersion7()), "pack-100", person, 100, Today.PlusYears(1), last);
}
