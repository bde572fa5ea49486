using Guichet.Client.Incidents;
using Guichet.Server.Shell.Components;

namespace Guichet.Server.Incidents.Desk;

/// <summary>How a state is meant to strike an agent.</summary>
internal static class IncidentTones
{
    public static Tone ToneOf(this IncidentStatus status) => status switch
    {
        IncidentStatus.Submitted or IncidentStatus.Reopened => Tone.Warning,
        IncidentStatus.InProgress => Tone.Information,
        IncidentStatus.WaitingOnCustomer or IncidentStatus.SolutionOffered => Tone.Neutral,
        IncidentStatus.Closed => Tone.Success,
    };
}
