using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Guichet.Client.Attachments;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>How many bytes <see cref="AttachAsync"/> sends at a time; a larger file is sent in several
    /// requests.</summary>
    public const int AttachmentChunk = 8 * 1024 * 1024;

    /// <summary>The files of an incident that the reader may see, oldest first.</summary>
    public Task<Page<AttachmentView>> ListAttachmentsAsync(
        Guid incident, string? cursor = null, CancellationToken cancel = default) =>
        GetAsync<Page<AttachmentView>>($"incidents/{incident}/attachments" + Query(("cursor", cursor)), cancel);

    /// <summary>One file, with how much of it is there.</summary>
    public Task<AttachmentView> GetAttachmentAsync(Guid attachment, CancellationToken cancel = default) =>
        GetAsync<AttachmentView>($"attachments/{attachment}", cancel);

    /// <summary>Announces a file, or asks how much of it is there.</summary>
    public Task<AttachmentView> StartAttachmentAsync(
        Guid incident, NewAttachment attachment, CancellationToken cancel = default) =>
        PostAsync<AttachmentView>($"incidents/{incident}/attachments", attachment, cancel);

    /// <summary>Sends bytes that follow on the <paramref name="offset"/> that is there.</summary>
    public async Task<AttachmentView> ContinueAttachmentAsync(
        Guid attachment, long offset, Stream bytes, CancellationToken cancel = default)
    {
        using var content = new StreamContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        content.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        using var answer =
            await SendAsync(HttpMethod.Patch, $"attachments/{attachment}", content, null, cancel).ConfigureAwait(false);
        return await answer.Content.ReadFromJsonAsync<AttachmentView>(Json, cancel).ConfigureAwait(false)
            ?? throw new GuichetException(answer.StatusCode, "answer.empty", "The answer is empty.");
    }

    /// <summary>Sends a whole file, in pieces, going on where an earlier try has come to.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="attachment">Announces it; the length may be left out.</param>
    /// <param name="file">Can be sought; its position does not matter.</param>
    /// <param name="progress">Told how many bytes are there.</param>
    /// <param name="cancel">Gives up; what has come stays for a day.</param>
    public async Task<AttachmentView> AttachAsync(
        Guid incident,
        NewAttachment attachment,
        Stream file,
        IProgress<long>? progress = null,
        CancellationToken cancel = default)
    {
        var view = await StartAttachmentAsync(incident, attachment with { Length = file.Length }, cancel)
            .ConfigureAwait(false);
        var buffer = new byte[(int)Math.Min(AttachmentChunk, Math.Max(1, file.Length))];
        while (view.State == AttachmentState.Receiving)
        {
            progress?.Report(view.Received);
            file.Position = view.Received;
            var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel)
                .ConfigureAwait(false);
            using var piece = new MemoryStream(buffer, 0, read, writable: false);
            view = await ContinueAttachmentAsync(view.Id, view.Received, piece, cancel).ConfigureAwait(false);
        }

        progress?.Report(view.Received);
        return view;
    }

    /// <summary>The bytes of a file; the caller disposes the stream.</summary>
    public async Task<Stream> OpenAttachmentAsync(Guid attachment, CancellationToken cancel = default)
    {
        var answer = await SendAsync(HttpMethod.Get, $"attachments/{attachment}/content", null, null, cancel)
            .ConfigureAwait(false);
        return await answer.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Takes back a file of one's own whose message is not sent.</summary>
    public async Task WithdrawAttachmentAsync(Guid attachment, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(HttpMethod.Delete, $"attachments/{attachment}", null, null, cancel)
            .ConfigureAwait(false);
    }
}
