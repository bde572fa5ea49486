using Microsoft.Extensions.Options;
using MimeKit;

namespace Guichet.Server.Mail;

/// <summary>Each mail a file that mail programs open, named by its id: written again, it is the same file.</summary>
internal sealed class FolderTransport(IOptions<MailOptions> options) : IMailTransport
{
    public async Task SendAsync(Guid id, MimeMessage mail, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(options.Value.Folder).FullName;
        var file = Path.Combine(folder, $"{id}.eml");
        await mail.WriteToAsync(file + ".part", cancel);
        File.Move(file + ".part", file, overwrite: true);
    }

    public Task RestAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
