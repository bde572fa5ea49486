using Guichet.Server.Shell;

namespace Guichet.Server.Hosting;

/// <summary>A refusal in the reader's language: the sentence is found by the code and filled from the facts.</summary>
internal static class Refusals
{
    public static string Sentence(this Texts texts, Refusal refusal)
    {
        var facts = refusal.Facts.Select(fact => (fact.Key, (object?)fact.Value)).ToArray();
        return texts.Get($"refusal.{refusal.Code}", facts);
    }
}
