using Guichet.Accounts;
using Guichet.Calendars;
using Guichet.Client.Policies;
using Guichet.Server.Policies;

namespace Guichet.Server.Calendars;

/// <summary>An administrator changes a business calendar. Each change makes a version of the policy that differs in
/// that alone: promises already made keep the version they were made under.</summary>
internal sealed class ChangeCalendar(RevisePolicy revise)
{
    /// <summary>Refused: <c>access.administrator-only</c>, <c>calendar.unknown</c>, <c>calendar.time-unreadable</c>,
    /// <c>calendar.nothing-there</c> where something is removed, and by <see cref="BusinessCalendar.Create"/>.
    /// </summary>
    public Task<Result<PolicyVersionView>> RunAsync(
        Actor actor, CalendarRevision revision, CancellationToken cancel) =>
        revise.RunAsync(actor, $"{revision.Key}: {revision.Note}", revision.Write, cancel);
}
