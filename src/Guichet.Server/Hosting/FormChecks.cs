using Guichet.Server.Shell;

namespace Guichet.Server.Hosting;

/// <summary>The same checks of shape that the API makes, said beside the fields of a form.</summary>
internal static class FormChecks
{
    /// <summary>Adds what is wrong with what was posted; true where nothing is.</summary>
    /// <param name="errors">The form's.</param>
    /// <param name="posted">A record or class with validation attributes.</param>
    /// <param name="texts">The reader's words.</param>
    /// <param name="prefix">How the form names the whole: <c>Model</c>.</param>
    public static bool Pass(this FormErrors errors, object posted, Texts texts, string prefix = "Model")
    {
        foreach (var mistake in FieldCheck.Of(posted))
        {
            errors.Add($"{prefix}.{mistake.Path}", mistake.Sentence(texts));
        }

        return !errors.Any;
    }
}
