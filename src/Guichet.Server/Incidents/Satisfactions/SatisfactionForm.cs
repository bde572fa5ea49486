using System.Globalization;
using Guichet.Client.Incidents;
using Guichet.Server.Hosting;
using Guichet.Server.Shell;

namespace Guichet.Server.Incidents.Satisfactions;

/// <summary>As the pages post it.</summary>
internal sealed class SatisfactionForm
{
    public string? Rating { get; set; }

    public string? Comment { get; set; }

    public NewSatisfaction Read() => new()
    {
        Rating = int.TryParse(Rating, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : null,
        Comment = Comment,
    };

    public void Fill(SatisfactionAnswerView? answer)
    {
        Rating ??= answer?.Rating.ToString(CultureInfo.InvariantCulture);
        Comment ??= answer?.Comment;
    }

    /// <summary>Whether the fields are right; what is wrong is said beside them.</summary>
    public bool Passes(FormErrors errors, string prefix, Texts texts)
    {
        foreach (var mistake in FieldCheck.Of(Read()))
        {
            errors.Add(
                $"{prefix}.{mistake.Path}",
                mistake.Path == nameof(Rating) ? texts["satisfaction.missing"] : mistake.Sentence(texts));
        }

        return !errors.Any;
    }
}
