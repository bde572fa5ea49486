using Guichet.Server.Incidents.Drafts;

namespace Guichet.Server.Incidents.Portal;

/// <summary>Where the steps of a request are.</summary>
internal static class RequestAddresses
{
    public static readonly string[] Names = ["product", "plan", "problem", "review"];

    /// <param name="draft">The draft.</param>
    /// <param name="step">From 1 to 4.</param>
    public static string Step(Guid draft, int step) => $"/request/{draft}/{Names[step - 1]}";

    /// <summary>The incident, with the panel that confirms its submission.</summary>
    public static string Submitted(Guid incident) => $"/incidents/{incident}?submitted=yes";

    /// <summary>The first step that is not complete, or that the rules no longer let stand; 4 where all are.</summary>
    public static int FirstOpenStep(RequestInProgress request) =>
        !request.HasProduct ? 1 : request.Chosen is null ? 2 : !request.HasProblem ? 3 : 4;
}
