using System.Text.Json;
using Guichet.Client;
using Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Drafts;

/// <summary>What a draft keeps: the submission as far as it is written, and the words last searched for. The id of the
/// incident is made when the draft is, so that submitting it twice opens one incident.</summary>
internal sealed record RequestDocument(NewIncident Incident, string Search = "")
{
    public static RequestDocument Read(string text) =>
        JsonSerializer.Deserialize<RequestDocument>(text, GuichetClient.Json)!;

    public string Write() => JsonSerializer.Serialize(this, GuichetClient.Json);

    /// <summary>Whether nothing was written yet that somebody could miss.</summary>
    public bool IsUntouched => Incident is { Plan: null, Title: null, Description: null };
}
