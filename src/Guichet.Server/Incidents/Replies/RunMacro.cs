using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using ActBy = Guichet.Incidents.ActBy;
using MessageKind = Guichet.Incidents.MessageKind;

namespace Guichet.Server.Incidents.Replies;

/// <summary>An agent does several things to an incident at once: what is said, where it goes and how long it is put
/// aside are of one transaction, or refused together.</summary>
internal sealed class RunMacro(
    IncidentWork work, HandleIncident handle, IStorage storage, SweepBell<EndSnoozes> snoozes, IClock clock)
{
    /// <summary>Refused: <c>macro.unknown</c>, <c>canned-reply.unknown</c>, as an act of the agent on an incident, and
    /// as the desk's acts. That an incident is already with whom it is to go is no reason to refuse.</summary>
    public async Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, Guid macroId, NewMacroRun run, int? version, CancellationToken cancel)
    {
        Macro? macro;
        var body = run.Body;
        await using (var database = storage.Read())
        {
            macro = await database.Set<Macro>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == macroId, cancel);
            if (macro is { Reply: { } reply, Act: not MacroAct.None } && string.IsNullOrWhiteSpace(body))
            {
                var filled = await database.FillReplyAsync(signedIn.Actor, incident, reply, cancel);
                if (filled.Refusal is { } missing)
                {
                    return missing;
                }

                body = filled.Value.Text;
            }
        }

        if (macro is null)
        {
            return new Refusal("macro.unknown", "There is no such macro.");
        }

        var result = macro.Act == MacroAct.None
            ? await HandleAsync(signedIn, incident, macro, version, cancel)
            : await SayAsync(signedIn, new(incident, run.Id!.Value, body, null, version), macro, cancel);
        if (result.Refusal is null && macro.SnoozeHours is { } hours)
        {
            snoozes.RingAt(clock.GetCurrentInstant() + Duration.FromHours(hours));
        }

        return result;
    }

    private Task<Result<IncidentStateView>> SayAsync(
        SignedIn signedIn, Saying saying, Macro macro, CancellationToken cancel) =>
        work.SayAsync(
            signedIn.Actor,
            ActBy.Agent,
            macro.Act == MacroAct.Solution ? MessageKind.SolutionOffered : MessageKind.Reply,
            saying,
            async (database, turn) =>
            {
                var said = macro.Act == MacroAct.Solution
                    ? turn.Incident.OfferSolution(turn.Said, turn.Policy.Policy.Closing)
                    : turn.Incident.ReplyAsAgent(turn.Said, macro.Act == MacroAct.Ask);
                return said.Refusal is null
                    && await WhyNotHandledAsync(database, turn.Incident, macro, signedIn, cancel) is { } refusal
                    ? refusal
                    : said;
            },
            cancel);

    private Task<Result<IncidentStateView>> HandleAsync(
        SignedIn signedIn, Guid incident, Macro macro, int? version, CancellationToken cancel) =>
        work.ChangeAsync(
            signedIn.Actor,
            incident,
            async (database, found) =>
            {
                var refusal = !signedIn.Actor.IsAgent
                    ? new Refusal("access.may-not-act", "Your place does not let you do this.")
                    : await database.WhyNotAtAsync(signedIn.Actor, version, found, cancel)
                        ?? await WhyNotHandledAsync(database, found, macro, signedIn, cancel);
                return refusal is not null ? refusal : found.AsState();
            },
            cancel);

    /// <summary>Does what the macro does among the desk's own; why not, where a rule says no.</summary>
    private async Task<Refusal?> WhyNotHandledAsync(
        Database database, Incident incident, Macro macro, SignedIn signedIn, CancellationToken cancel)
    {
        var handling = await handle.ReadAsync(database, signedIn.Actor, clock.GetCurrentInstant(), cancel);
        foreach (var act in ActsOf(macro, handling.Now))
        {
            var result = await handling.ApplyAsync(database, incident, act, cancel);
            if (result.Refusal is null)
            {
                await HandleIncident.KeepAsync(database, handling, result.Value, cancel);
            }
            else if (result.Refusal.Code != "incident.assigned-already")
            {
                return result.Refusal;
            }
        }

        return null;
    }

    private static IEnumerable<NewDeskAct> ActsOf(Macro macro, Instant now)
    {
        switch (macro.Handling)
        {
            case MacroHandling.Take:
                yield return new NewDeskAct { Act = DeskAct.Assign };
                break;
            case MacroHandling.Team:
                yield return new NewDeskAct { Act = DeskAct.Assign, Team = macro.Team };
                break;
            case MacroHandling.HandOver:
                yield return new NewDeskAct { Act = DeskAct.HandOver };
                break;
            case MacroHandling.None:
            default:
                break;
        }

        if (macro.SnoozeHours is { } hours)
        {
            yield return new NewDeskAct
            {
                Act = DeskAct.Snooze,
                Until = (now + Duration.FromHours(hours)).ToDateTimeOffset(),
            };
        }
    }
}
