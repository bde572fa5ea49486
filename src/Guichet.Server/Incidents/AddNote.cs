using Guichet.Accounts;
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
        SignedIn signedIn, Guid incident, NewMessage note, CancellationToken cancel) =>
        WriteAsync(
            signedIn.Actor,
            new Saying(incident, note.Id!.Value, note.Body, note.Minutes, null) { Draft = note.Draft },
            (_, said) => new Note(
                said.Id,
                new IncidentId(incident),
                said.Author!.Value,
                said.AuthorName,
                said.Body,
                said.Minutes,
                said.At)
            {
                Channel = said.Channel,
            },
            cancel);

    /// <summary>The same for a note that a rule makes; refused also as the rule refuses.</summary>
    public Task<Result<IncidentStateView>> WriteAsync(
        Actor actor, Saying saying, Func<Incident, Utterance, Result<Note>> rule, CancellationToken cancel)
    {
        var said = new Utterance(
            new MessageId(saying.Id),
            actor.Person,
            actor.Name,
            saying.Text,
            saying.Minutes,
            clock.GetCurrentInstant())
        {
            Channel = actor.ComesBy(),
        };
        return work.ChangeAsync(
            actor,
            saying.Incident,
            async (database, found) =>
            {
                if (actor.ActsAs() != ActBy.Agent)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                if (!rule(found, said).Succeeded(out var written, out var refusal))
                {
                    return refusal;
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
                await database.DropSentAsync(actor.Person, saying, cancel);
                return found.AsState();
            },
            cancel);
    }

    private static IReadOnlyList<string> Differing(Note before, Note written) => Fingerprint.Differing(
        ("sender", before.Author == written.Author),
        ("incident", before.Incident == written.Incident),
        ("kind", before.Work == written.Work),
        ("contact", before.Contact == written.Contact),
        ("body", before.Body == written.Body),
        ("minutes", before.Minutes == written.Minutes));
}
