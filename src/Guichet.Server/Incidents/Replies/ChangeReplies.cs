using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Storage;
using Guichet.Server.Teams;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Replies;

/// <summary>A support manager or an administrator changes the canned replies and the macros of the house.</summary>
internal sealed class ChangeReplies(UnitOfWork work, TeamsInForce teams, IClock clock)
{
    /// <summary>Makes it where there is none with that id. Refused: <c>access.may-not-act</c>,
    /// <c>canned-reply.field-unknown</c>, <c>version.changed</c>.</summary>
    public Task<Result<CannedReplyView>> SaveAsync(
        Actor actor, Guid id, CannedReplyEntry entry, int? version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<CannedReplyView>(
            async database =>
            {
                var reply = await database.Set<CannedReply>().FindAsync([id], cancel);
                var refusal = WhyNot(actor)
                    ?? ReplyFields.WhyNot(entry.English!)
                    ?? ReplyFields.WhyNot(entry.French ?? "")
                    ?? WhyNotAt(version, reply?.Version ?? 0);
                if (refusal is not null)
                {
                    return refusal;
                }

                if (reply is null)
                {
                    database.Add(reply = new CannedReply { Id = id, Name = "", English = "", French = "" });
                }

                (reply.Name, reply.English, reply.French) =
                    (entry.Name!.Trim(), entry.English!.Trim(), entry.French?.Trim() ?? "");
                (reply.ChangedBy, reply.ChangedAt) = (actor.Person, now);
                reply.Version++;
                return reply.View();
            },
            cancel);
    }

    /// <summary>Refused: <c>access.may-not-act</c>, <c>canned-reply.unknown</c>, <c>canned-reply.in-use</c>.</summary>
    public Task<Result<bool>> RemoveAsync(Actor actor, Guid id, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            if (WhyNot(actor) is { } refusal)
            {
                return refusal;
            }

            if (await database.Set<CannedReply>().FindAsync([id], cancel) is not { } reply)
            {
                return Unknown();
            }

            var macro = await database.Set<Macro>().Where(one => one.Reply == id).Select(one => one.Name)
                .FirstOrDefaultAsync(cancel);
            if (macro is not null)
            {
                return new Refusal("canned-reply.in-use", "A macro says it.").With("macro", macro);
            }

            database.Remove(reply);
            return true;
        },
        cancel);

    /// <summary>Makes it where there is none with that id. Refused: <c>access.may-not-act</c>,
    /// <c>canned-reply.unknown</c>, <c>team.unknown</c>, <c>macro.does-nothing</c>, <c>version.changed</c>.</summary>
    public Task<Result<MacroView>> SaveMacroAsync(
        Actor actor, Guid id, MacroEntry entry, int? version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<MacroView>(
            async database =>
            {
                var macro = await database.Set<Macro>().FindAsync([id], cancel);
                if ((WhyNot(actor) ?? WhyNotAt(version, macro?.Version ?? 0)
                    ?? await WhyNotAsync(database, entry, cancel)) is { } refusal)
                {
                    return refusal;
                }

                if (macro is null)
                {
                    database.Add(macro = new Macro { Id = id, Name = "" });
                }

                (macro.Name, macro.Act, macro.Handling) = (entry.Name!.Trim(), entry.Act, entry.Handling);
                macro.Reply = entry.Act == MacroAct.None ? null : entry.Reply;
                macro.Team = entry.Handling == MacroHandling.Team ? entry.Team : null;
                macro.SnoozeHours = entry.SnoozeHours;
                (macro.ChangedBy, macro.ChangedAt) = (actor.Person, now);
                macro.Version++;
                return macro.View();
            },
            cancel);
    }

    /// <summary>Refused: <c>access.may-not-act</c>, <c>macro.unknown</c>.</summary>
    public Task<Result<bool>> RemoveMacroAsync(Actor actor, Guid id, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            if (WhyNot(actor) is { } refusal)
            {
                return refusal;
            }

            if (await database.Set<Macro>().FindAsync([id], cancel) is not { } macro)
            {
                return new Refusal("macro.unknown", "There is no such macro.");
            }

            database.Remove(macro);
            return true;
        },
        cancel);

    private async Task<Refusal?> WhyNotAsync(Database database, MacroEntry entry, CancellationToken cancel)
    {
        if (entry is { Act: MacroAct.None, Handling: MacroHandling.None, SnoozeHours: null })
        {
            return new Refusal("macro.does-nothing", "Say what the macro does.");
        }

        if (entry.Act != MacroAct.None
            && !await database.Set<CannedReply>().AnyAsync(reply => reply.Id == entry.Reply, cancel))
        {
            return Unknown();
        }

        return entry.Handling == MacroHandling.Team
            && (await teams.ReadAsync(database, cancel)).Find(entry.Team) is not { Retired: false }
            ? new Refusal("team.unknown", "There is no such team.").With("team", entry.Team ?? "")
            : null;
    }

    private static Refusal Unknown() => new("canned-reply.unknown", "There is no such canned reply.");

    private static Refusal? WhyNot(Actor actor) => actor.Role is Role.SupportManager or Role.Administrator
        ? null
        : new Refusal("access.may-not-act", "Your place does not let you do this.");

    private static Refusal? WhyNotAt(int? expected, int current) =>
        expected is { } version && version != current
            ? new Refusal("version.changed", "It has changed since it was read.")
                .With("expected", version)
                .With("current", current)
            : null;
}
