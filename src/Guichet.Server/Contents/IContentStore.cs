namespace Guichet.Server.Contents;

/// <summary>Where bytes lie, under names that this house makes: letters, digits, <c>-</c>, <c>.</c> and <c>/</c>.
/// Everything can be done twice.</summary>
internal interface IContentStore
{
    /// <summary>Keeps all that the stream gives, or nothing; replaces what has the name.</summary>
    Task PutAsync(string name, Stream from, CancellationToken cancel);

    /// <summary>The bytes from their beginning; null where nothing has the name.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken cancel);

    /// <summary>Nothing has the name afterwards.</summary>
    Task DeleteAsync(string name, CancellationToken cancel);

    /// <summary>Nothing is under the folder afterwards.</summary>
    /// <param name="folder">Ends with a slash.</param>
    /// <param name="cancel">Gives up.</param>
    Task DeleteAllAsync(string folder, CancellationToken cancel);
}
