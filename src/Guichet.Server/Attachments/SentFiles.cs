using Guichet.Attachments;
using Guichet.Client.Attachments;
using Guichet.Server.Accounts;
using Guichet.Server.Shell;
using Guichet.Server.Storage;

namespace Guichet.Server.Attachments;

/// <summary>The files that a form brings by itself, where no script has sent them before.</summary>
internal sealed class SentFiles(
    StartUpload start, ContinueUpload next, WithdrawUpload withdraw, IStorage storage)
{
    /// <summary>Attaches each file of the field and takes back those that are marked to be left out; what is refused
    /// becomes a mistake of the field, and the others stay attached. So does a file that the form says it goes with and
    /// that is not there any more.</summary>
    /// <param name="http">The request.</param>
    /// <param name="incident">The incident, or what a request will become.</param>
    /// <param name="entry">Id of the message that the form writes; null for a request.</param>
    /// <param name="prefix">Name of the form's model.</param>
    /// <param name="page">Where mistakes are said, and in which words.</param>
    public async Task AttachAsync(
        HttpContext http, Guid incident, Guid? entry, string prefix, (FormErrors Errors, Texts Texts) page)
    {
        if (!http.Request.HasFormContentType)
        {
            return;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        foreach (var left in form[$"{prefix}.LeaveOut"])
        {
            if (Guid.TryParse(left, out var id))
            {
                await withdraw.RunAsync(http.SignedIn(), id, http.RequestAborted);
            }
        }

        foreach (var gone in await ListGoneAsync(http, incident, entry, form, prefix))
        {
            page.Errors.Add($"{prefix}.Files", page.Texts.Get("attachment.gone", ("name", gone)));
        }

        foreach (var file in form.Files.GetFiles($"{prefix}.Files").Where(file => file.FileName.Length > 0))
        {
            if ((await AttachAsync(http, incident, entry, file)).Refusal is { } refusal)
            {
                page.Errors.Add($"{prefix}.Files", page.Texts.Explain(refusal));
            }
        }
    }

    /// <summary>Names of files that are not there any more, or go with something else; as id, slash, name in the form.
    /// </summary>
    private async Task<List<string>> ListGoneAsync(
        HttpContext http, Guid incident, Guid? entry, IFormCollection form, string prefix)
    {
        var leftOut = form[$"{prefix}.LeaveOut"].ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = form[$"{prefix}.Attached"].OfType<string>()
            .Select(text => text.Split('/', 2))
            .Where(part => part.Length == 2 && !leftOut.Contains(part[0]))
            .ToList();
        if (named.Count == 0)
        {
            return [];
        }

        await using var database = storage.Read();
        var uploads = await database.ListUploadsAsync(http.Actor(), incident, entry, http.RequestAborted);
        var there = uploads.Select(file => file.Id.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. named.Where(part => !there.Contains(part[0])).Select(part => FileNames.Clean(part[1]))];
    }

    private async Task<Result<AttachmentView>> AttachAsync(
        HttpContext http, Guid incident, Guid? entry, IFormFile file)
    {
        var announced = new NewAttachment
        {
            Id = Guid.CreateVersion7(),
            Name = file.FileName,
            Length = file.Length,
            Entry = entry,
        };
        var started = await start.RunAsync(http.SignedIn(), incident, announced, http.RequestAborted);
        if (!started.Succeeded(out var view, out _))
        {
            return started;
        }

        await using var bytes = file.OpenReadStream();
        return await next.RunAsync(http.SignedIn(), view.Id, 0, bytes, http.RequestAborted);
    }
}
