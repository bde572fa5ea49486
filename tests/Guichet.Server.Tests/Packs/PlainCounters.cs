using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Server.Tests.Packs;

/// <summary>What an act on a pack asks for.</summary>
internal enum PackActKind
{
    Purchase,
    Reserve,
    Consume,
    Release,
    GiveBack,
    Expire,
    Transfer,
    TakeBack,
    Adjust,
    Freeze,
    Thaw,
}

/// <summary>An act on a pack, on a day, for an incident or so many credits.</summary>
internal sealed record PackAct(
    PackActKind Kind, Guid Incident, int Credits, PersonId To, LocalDate Today, int GraceDays)
{
    public override string ToString() => $"{Kind} {Credits} on {Today:uuuu-MM-dd}, grace {GraceDays}";
}

/// <summary>What came of it: after which line it was done, the lines it wrote, or the code of its refusal.</summary>
internal sealed record PackActDone(PackAct Act, int After, LedgerEntry[] Lines, string? Refusal);

/// <summary>A pack without a ledger: a few counters and sets that say what each act must come to.</summary>
internal sealed class PlainCounters(int size, LocalDate lastDay, PersonId owner)
{
    private readonly HashSet<Guid> held = [];
    private readonly HashSet<Guid> used = [];
    private LocalDate lastDay = lastDay;
    private PersonId owner = owner;
    private int frozen;

    public int Balance { get; private set; }

    public int Reserved => held.Count;

    /// <summary>How many lines it would have.</summary>
    public int Lines { get; private set; }

    public LocalDate LastDay => lastDay;

    public PersonId Owner => owner;

    private int Available => Balance - Reserved;

    /// <summary>Does it; the refusal where it is not to be done, and how many lines it writes.</summary>
    public (string? Refusal, int Lines) Do(PackAct act)
    {
        var before = Lines;
        var refusal = act.Kind switch
        {
            PackActKind.Purchase => Lines == 0 ? Move(size) : "test.open",
            _ when Lines == 0 => "test.not-open",
            PackActKind.Reserve => IsOver(act) ? "pack.expired" : Available == 0 ? "pack.exhausted" : Hold(act),
            PackActKind.Consume => held.Remove(act.Incident) ? Use(act) : "test.not-held",
            PackActKind.Release => held.Remove(act.Incident) ? ComeBack(0, act, 1) : "test.not-held",
            PackActKind.GiveBack => used.Remove(act.Incident) ? ComeBack(1, act, 1) : "test.not-used",
            PackActKind.Expire => IsOver(act) && Available > 0 ? Move(-Available) : "test.nothing",
            PackActKind.Transfer => act.To == owner ? "pack.owner-already" : Give(act.To),
            PackActKind.TakeBack => Take(act, act.Credits),
            PackActKind.Freeze => IsOver(act) || Available == 0 ? "test.nothing" : PutAside(act),
            PackActKind.Thaw => frozen == 0 ? "test.nothing" : Thaw(act),
            _ when act.Credits < 0 => Take(act, -act.Credits),
            _ => IsOver(act) && act.GraceDays == 0 ? "pack.expired" : ComeBack(act.Credits, act, act.Credits),
        };
        return (refusal, Lines - before);
    }

    private bool IsOver(PackAct act) => lastDay < act.Today;

    private string? Move(int credits)
    {
        Balance += credits;
        Lines++;
        return null;
    }

    private string? Hold(PackAct act)
    {
        held.Add(act.Incident);
        return Move(0);
    }

    private string? Use(PackAct act)
    {
        used.Add(act.Incident);
        return Move(-1);
    }

    private string? Give(PersonId to)
    {
        owner = to;
        return Move(0);
    }

    private string? PutAside(PackAct act)
    {
        var credits = Math.Min(Available, act.Credits);
        frozen += credits;
        return Move(-credits);
    }

    private string? Thaw(PackAct act)
    {
        var credits = frozen;
        frozen = 0;
        return ComeBack(credits, act, credits);
    }

    private string? Take(PackAct act, int credits) =>
        IsOver(act) ? "pack.expired" : Available < credits ? "pack.nothing-left" : Move(-credits);

    /// <summary>Credits come back: after the last day they lapse at once or, with grace, what was left does.</summary>
    private string? ComeBack(int change, PackAct act, int credits)
    {
        if (!IsOver(act))
        {
            return Move(change);
        }

        if (act.GraceDays == 0)
        {
            Move(change);
            return Move(-credits);
        }

        // A hold that was just let go is not yet among what was left.
        var left = Available - (credits - change);
        lastDay = act.Today.PlusDays(act.GraceDays);
        if (left > 0)
        {
            Move(-left);
        }

        return Move(change);
    }
}
