using Guichet.Client.Coverage;

namespace Guichet.Client.Incidents;

/// <summary>How coverage was decided for an incident, or would have been on another day.</summary>
/// <param name="Decision">Every plan with every rule that was asked, under the versions it names.</param>
/// <param name="AsRecorded">Whether these rules still give what was recorded when the incident was submitted; null for
/// a question asked as of another day.</param>
public sealed record IncidentCoverageView(CoverageView Decision, bool? AsRecorded);
