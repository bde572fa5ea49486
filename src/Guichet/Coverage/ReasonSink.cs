namespace Guichet.Coverage;

/// <summary>Takes what rules say: counts the reasons that close, puts them into an array of the size counted before, or
/// lists every rule asked, those that close nothing included. Each rule is thus written once, and a plan that no rule
/// closes costs no allocation.</summary>
internal struct ReasonSink
{
    private readonly CoverageReason[]? reasons;
    private readonly List<AskedRule>? asked;

    /// <summary>Keeps the reasons, in an array that is large enough.</summary>
    public ReasonSink(CoverageReason[] reasons) => this.reasons = reasons;

    /// <summary>Lists all that is asked.</summary>
    public ReasonSink(List<AskedRule> asked) => this.asked = asked;

    public int Count { get; private set; }

    /// <summary>True where rules are wanted that close nothing.</summary>
    public readonly bool Explains => asked is not null;

    /// <summary>Whether the fact of a rule is taken, that closes or not; where it is not, nobody need compose it.
    /// </summary>
    public readonly bool Takes(bool closes) => asked is not null || (closes && reasons is not null);

    /// <summary>A rule was asked, and closes or does not, because of the fact.</summary>
    public void Ask(bool closes, string code, LocalDate? date = null, string subject = "")
    {
        if (closes)
        {
            Add(code, date, subject);
        }
        else
        {
            asked?.Add(new(new(code, date, subject), Closes: false));
        }
    }

    public void Add(string code, LocalDate? date = null, string subject = "")
    {
        if (Takes(closes: true))
        {
            Add(new CoverageReason(code, date, subject));
        }
        else
        {
            Count++;
        }
    }

    public void Add(CoverageReason reason)
    {
        if (reasons is not null)
        {
            reasons[Count] = reason;
        }
        asked?.Add(new(reason, Closes: true));
        Count++;
    }
}
