using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Mentions;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Storage;
using ActBy = Guichet.Incidents.ActBy;

namespace Guichet.Server.Incidents;

/// <summary>An agent writes what only the vendor's side sees. It changes nothing on the incident, not even its version:
/// no customer can tell that there is a note.</summary>
internal sealed class AddNote(IncidentWork work, IClock clock)
{
    /// <summary>Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>, <c>message.id-reused</c>.</summary>
    public Task<Result<IncidentStateView>> RunAsync(
        SignedIn signedIn, Guid incident, NewMessage note, CancellationToken cancel)
    {
        var actor = signedIn.Actor;
        var written = new Note(
            new MessageId(note.Id!.Value),
            new IncidentId(incident),
            actor.Person,
            actor.Name,
            note.Body!.Trim(),
            note.Minutes,
            clock.GetCurrentInstant());
        return work.ChangeAsync(
            actor,
            incident,
            async (database, found) =>
            {
                if (actor.ActsAs() != ActBy.Agent)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                if (await database.Set<Note>().FindAsync([written.Id], cancel) is { } before)
                {
                    return Differing(before, written) is { Count: > 0 } different
                        ? new Refusal("message.id-reused", "The id was used for another note.").Naming(different)
                        : found.AsState();
                }

                database.Add(written);
                await database.MentionAsync(written, cancel);
                await database.KeepForWatchersAsync(found.Id, actor.Person, written.At, cancel);
                await database.DropSentAsync(actor.Person, written.Id, cancel);
                return found.AsState();
            },
            cancel);
    }

    private static IReadOnlyList<string> Differing(Note before, Note written) => Fingerprint.Differing(
        ("sender", before.Author == written.Author),
        ("incident", before.Incident == written.Incident),
        ("body", before.Body == written.Body),
        ("minutes", before.Minutes == written.Minutes));
}
