using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Wire = Guichet.Client.Attachments;

namespace Guichet.Server.Attachments;

/// <summary>Somebody announces a file; nothing of it has come yet. Announcing it again tells how much has.</summary>
internal sealed class StartUpload(UnitOfWork work, IOptions<AttachmentOptions> options, IClock clock)
{
    /// <summary>Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>, <c>attachment.id-reused</c>,
    /// <c>attachment.incident-closed</c>, <c>attachment.entry-not-yours</c>, <c>attachment.too-much-unsent</c>, and by
    /// the rules of files.</summary>
    public Task<Result<Wire.AttachmentView>> RunAsync(
        SignedIn signedIn, Guid incident, Wire.NewAttachment announced, CancellationToken cancel)
    {
        var actor = signedIn.Actor;
        var upload = new Upload(
            new AttachmentId(announced.Id!.Value),
            new IncidentId(incident),
            announced.Entry is { } entry ? new MessageId(entry) : null,
            announced.Name!,
            announced.Length!.Value);
        return work.RunAsync<Wire.AttachmentView>(
            async database =>
            {
                if (actor.ActsAs() is null)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                if (await WhyNotAsync(database, actor, upload, cancel) is { } refused)
                {
                    return refused;
                }

                if (await database.Set<Attachment>().FindAsync([upload.Id], cancel) is { } before)
                {
                    return await GoOnAsync(database, before, upload, actor, cancel);
                }

                var present = await database.Set<Attachment>().CountAsync(
                    file => file.Incident == upload.Incident && file.State != AttachmentState.Removed,
                    cancel);
                if (!Attachment.Start(upload, actor, present, options.Value.Limits, clock.GetCurrentInstant())
                    .Succeeded(out var started, out var refusal))
                {
                    return refusal;
                }

                var unsent = await database.CountUnsentBytesAsync(actor.Person, cancel);
                if (options.Value.Limits.WhyNoMore(unsent, started.Length) is { } tooMuch)
                {
                    return tooMuch;
                }

                database.Add(started);
                return new ShownAttachment(started).AsView();
            },
            cancel);
    }

    private static async Task<Result<Wire.AttachmentView>> GoOnAsync(
        Database database, Attachment before, Upload upload, Actor actor, CancellationToken cancel)
    {
        if (!before.IsSame(upload, actor.Person))
        {
            return new Refusal("attachment.id-reused", "The id was used for another file.");
        }

        if (before.Entry != upload.Entry)
        {
            if ((await database.FindStandingAsync(before, cancel)).IsWritten)
            {
                return new Refusal("attachment.id-reused", "The file was sent with something else.");
            }

            before.MoveTo(upload.Entry);
        }

        return new ShownAttachment(before).AsView();
    }

    private static async Task<Refusal?> WhyNotAsync(
        Database database, Actor actor, Upload upload, CancellationToken cancel)
    {
        var incident = await database.FindIncidentAsync(actor, upload.Incident.Value, cancel);
        if (incident is null)
        {
            return await database.FindDraftOfAsync(actor.Person, upload.Incident, cancel)
                ? null
                : new Refusal("incident.unknown", "There is no such incident.");
        }

        if (!incident.IsOpen)
        {
            return new Refusal("attachment.incident-closed", "A closed incident takes no further file.");
        }

        return upload.Entry is { } entry && await IsOfAnotherAsync(database, actor, incident.Id, entry, cancel)
            ? new Refusal("attachment.entry-not-yours", "A file goes with a message of one's own.")
            : null;
    }

    /// <summary>A customer is not told whether there is a note with that id: the file would never be shown.</summary>
    private static async Task<bool> IsOfAnotherAsync(
        Database database, Actor actor, IncidentId incident, MessageId entry, CancellationToken cancel) =>
        await database.Set<Message>().FindAsync([entry], cancel) is { } message
            ? message.Incident != incident || message.Author != actor.Person
            : actor.IsAgent && await database.Set<Note>().FindAsync([entry], cancel) is { } note
                && (note.Incident != incident || note.Author != actor.Person);
}
