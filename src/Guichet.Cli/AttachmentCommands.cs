using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Guichet.Client.Attachments;

namespace Guichet.Cli;

/// <summary>Files of incidents: sent, listed and fetched.</summary>
internal static class AttachmentCommands
{
    public static Command Attach(CommandContext context)
    {
        var incident = new Argument<string>("incident") { Description = "Number or id of the incident" };
        var files = new Argument<FileInfo[]>("files")
        {
            Description = "The files",
            Arity = ArgumentArity.OneOrMore,
        };
        var message = new Option<Guid?>("--message")
        {
            Description = "Id of a message or note of yours that they go with; without it, the incident as a whole",
        };
        var command = new Command("attach", """
            Attach files to an incident. An interrupted file is gone on with by the same command.

            Examples:
              guichet incidents attach 1042 trace.zip screenshot.png
              guichet incidents attach 1042 dump.7z --message 0197…
            """) { incident, files, message };
        return context.Runs(command, async call =>
        {
            foreach (var missing in call.Get(files).Where(file => !file.Exists))
            {
                throw new UsageException($"There is no file '{missing}'.");
            }

            var id = await DeadlineCommand.FindAsync(call, call.Get(incident));
            var sent = new List<AttachmentView>();
            foreach (var file in call.Get(files))
            {
                await using var bytes = file.OpenRead();
                var attachment = new NewAttachment
                {
                    Id = IdOf(id, file),
                    Name = file.Name,
                    Entry = call.Get(message),
                };
                sent.Add(await call.Client.AttachAsync(id, attachment, bytes, null, call.Cancel));
            }

            call.Screen.Show(sent, all => Write(call.Screen, all));
        });
    }

    public static Command List(CommandContext context)
    {
        var incident = new Argument<string>("incident") { Description = "Number or id of the incident" };
        var command = new Command("attachments", """
            List the files of an incident.

            Example:
              guichet incidents attachments 1042
            """) { incident };
        return context.Runs(command, async call =>
        {
            var id = await DeadlineCommand.FindAsync(call, call.Get(incident));
            var files = new List<AttachmentView>();
            string? cursor = null;
            do
            {
                var page = await call.Client.ListAttachmentsAsync(id, cursor, call.Cancel);
                files.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);
            call.Screen.Show(files, all => Write(call.Screen, all));
        });
    }

    public static Command Download(CommandContext context)
    {
        var attachment = new Argument<Guid>("file") { Description = "Id of the file" };
        var to = new Option<string?>("--to") { Description = "Where to; without it, its own name in this folder" };
        var command = new Command("download", """
            Fetch a file of an incident. What is there already is not overwritten, unless it is named by --to.

            Example:
              guichet incidents download 0197… --to trace.zip
            """) { attachment, to };
        return context.Runs(command, async call =>
        {
            var file = await call.Client.GetAttachmentAsync(call.Get(attachment), call.Cancel);
            var path = call.Get(to) ?? Path.GetFileName(file.Name);
            if (call.Get(to) is null && File.Exists(path))
            {
                throw new UsageException($"There is a file '{path}' already; say by --to where it shall go.");
            }

            await using var bytes = await call.Client.OpenAttachmentAsync(file.Id, call.Cancel);
            await using (var written = File.Create(path))
            {
                await bytes.CopyToAsync(written, call.Cancel);
            }

            call.Screen.Show(file, _ => call.Screen.Line($"{path}, {Screen.Number(file.Length)} bytes."));
        });
    }

    /// <summary>The same for the same file, so that a second try goes on where the first has come to.</summary>
    private static Guid IdOf(Guid incident, FileInfo file)
    {
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes($"{incident} {file.FullName} {file.Length} {file.LastWriteTimeUtc:O}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    private static void Write(Screen screen, IReadOnlyList<AttachmentView> files) => screen.Table(
        ["Id", "Name", "Bytes", "State", "Sent by", "At"],
        files.Select(file => new[]
        {
            file.Id.ToString(),
            file.Name,
            Screen.Number(file.Length),
            Screen.Word(file.State),
            file.UploadedBy,
            Screen.Moment(file.StartedAt),
        }));
}
