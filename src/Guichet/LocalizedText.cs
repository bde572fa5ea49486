namespace Guichet;

/// <summary>A text in English and in French, as a vendor writes it in the policy or the catalogue.</summary>
/// <param name="English">Shown to readers of English, and to readers of a language that has no text of its own.</param>
/// <param name="French">Shown to readers of French; empty means the English text serves both (a product's
/// name).</param>
public sealed record LocalizedText(string English, string French = "")
{
    /// <summary>The text for a two-letter language code.</summary>
    public string In(string language) => language == "fr" && French.Length > 0 ? French : English;
}
