using Guichet.Plans;
using Microsoft.AspNetCore.Http.Extensions;

namespace Guichet.Server.Incidents;

/// <summary>The views of the queue. What is put aside stands in its own alone.</summary>
internal enum QueueView
{
    /// <summary>Everything that is open.</summary>
    All,

    /// <summary>Without a first response.</summary>
    Unanswered,

    /// <summary>Those of the agent who looks.</summary>
    Mine,

    /// <summary>Those of the agent's teams.</summary>
    MyTeams,

    /// <summary>Those that nobody looks after.</summary>
    Unassigned,

    /// <summary>Those that wait for the customer's answer.</summary>
    Waiting,

    /// <summary>Those that the agent watches.</summary>
    Watched,

    /// <summary>Those on which a note calls upon the agent.</summary>
    Mentioned,

    /// <summary>Those that are put aside.</summary>
    Snoozed,
}

/// <summary>What comes first in a queue.</summary>
internal enum QueueOrder
{
    /// <summary>The nearest promise that runs; those on which none does by their last change.</summary>
    Urgency,

    /// <summary>The last submitted.</summary>
    Newest,

    /// <summary>The first submitted.</summary>
    Oldest,
}

/// <summary>What the queue is narrowed to.</summary>
/// <param name="View">Which of its views.</param>
/// <param name="Severity">One severity; null for all.</param>
/// <param name="Product">Key of one product; empty for all.</param>
/// <param name="Team">Key of one team; empty for all.</param>
/// <param name="Plan">Key of one plan; empty for all.</param>
/// <param name="Order">What comes first.</param>
internal sealed record QueueFilter(
    QueueView View,
    Severity? Severity = null,
    string? Product = null,
    string? Team = null,
    string? Plan = null,
    QueueOrder Order = QueueOrder.Urgency)
{
    /// <summary>Those that stand above the queue, each with its count.</summary>
    public static IReadOnlyList<QueueFilter> Standing { get; } =
    [
        .. Enum.GetValues<QueueView>().Select(view => new QueueFilter(view)),
        .. Enum.GetValues<Severity>().Select(severity => new QueueFilter(QueueView.All, severity)),
    ];

    /// <summary>As an address says it: <c>?view=mine&amp;severity=A</c>. What says nothing is left out.</summary>
    public string Query
    {
        get
        {
            var query = new QueryBuilder { { "view", View.ToString().ToLowerInvariant() } };
            Add(query, "severity", Severity?.ToString());
            Add(query, "product", Product);
            Add(query, "team", Team);
            Add(query, "plan", Plan);
            Add(query, "order", Order == QueueOrder.Urgency ? null : Order.ToString().ToLowerInvariant());
            return query.ToString();
        }
    }

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Add(name, value);
        }
    }
}

/// <summary>A filter as it stands in an address.</summary>
internal sealed record QueueWords(
    string? View, string? Severity, string? Product, string? Team, string? Plan, string? Order)
{
    /// <summary>Refused where a word is none of ours: <c>queue.filter-wrong</c>, with the <c>field</c>.</summary>
    public Result<QueueFilter> Read()
    {
        var view = Word<QueueView>(View);
        var severity = Word<Severity>(Severity);
        var order = Word<QueueOrder>(Order);
        var wrong = view is null && !string.IsNullOrEmpty(View) ? "view"
            : severity is null && !string.IsNullOrEmpty(Severity) ? "severity"
            : order is null && !string.IsNullOrEmpty(Order) ? "order"
            : null;
        return wrong is null
            ? new QueueFilter(view ?? QueueView.All, severity, Text(Product), Text(Team), Text(Plan), order ?? default)
            : new Refusal("queue.filter-wrong", "The queue has no such view, severity or order.").With("field", wrong);
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static T? Word<T>(string? text) where T : struct, Enum =>
        Enum.TryParse<T>(text?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var word)
        && Enum.IsDefined(word) && !char.IsDigit(text![0])
            ? word
            : null;
}
