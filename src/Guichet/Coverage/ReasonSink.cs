namespace Guichet.Coverage;

/// <summary>Takes the reasons that rules give: counts them only, or puts them into an array of the size counted before.
/// Each rule is thus written once, and a plan that no rule closes costs no allocation.</summary>
internal struct ReasonSink(CoverageReason[]? reasons)
{
    public int Count { get; private set; }

    /// <summary>False while only counting: a rule then need not compose what it would say.</summary>
    public readonly bool Keeps => reasons is not null;

    public void Add(string code, LocalDate? date = null, string subject = "")
    {
        if (reasons is not null)
        {
            reasons[Count] = new CoverageReason(code, date, subject);
        }
        Count++;
    }

    public void Add(CoverageReason reason)
    {
        if (reasons is not null)
        {
            reasons[Count] = reason;
        }
        Count++;
    }
}
