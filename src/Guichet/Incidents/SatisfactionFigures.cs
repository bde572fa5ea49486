namespace Guichet.Incidents;

/// <summary>What customers of a group of closed incidents said.</summary>
/// <param name="Group">Key of the group; empty for all.</param>
/// <param name="Asked">How many incidents were closed in a way that asks.</param>
/// <param name="Answers">How often each answer was given, from 1 to <see cref="Satisfaction.Best"/>.</param>
public sealed record SatisfactionFigures(string Group, int Asked, IReadOnlyList<int> Answers)
{
    /// <summary>How many answered.</summary>
    public int Answered => Answers.Sum();

    /// <summary>The mean of the answers; null where nobody answered.</summary>
    public decimal? Mean => Answered == 0
        ? null
        : Answers.Select((count, index) => (decimal)count * (index + 1)).Sum() / Answered;

    /// <summary>The part of the answers that are <see cref="Satisfaction.Satisfied"/> or better, from 0 to 1; null
    /// where nobody answered.</summary>
    public decimal? ShareSatisfied => Answered == 0
        ? null
        : (decimal)Answers.Skip(Satisfaction.Satisfied - 1).Sum() / Answered;

    /// <summary>The figures of each group, by its key, and of all of them.</summary>
    /// <param name="asked">Each incident whose customer was asked, with the answer; null for none.</param>
    public static (IReadOnlyList<SatisfactionFigures> Groups, SatisfactionFigures All) Of(
        IEnumerable<(string Group, int? Rating)> asked)
    {
        var all = asked.ToList();
        return (
            [
                .. all.GroupBy(one => one.Group, one => one.Rating)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => Count(group.Key, group)),
            ],
            Count("", all.Select(one => one.Rating)));
    }

    private static SatisfactionFigures Count(string group, IEnumerable<int?> ratings)
    {
        var answers = new int[Satisfaction.Best];
        var asked = 0;
        foreach (var rating in ratings)
        {
            asked++;
            if (rating is { } given)
            {
                answers[given - 1]++;
            }
        }

        return new SatisfactionFigures(group, asked, answers);
    }
}
