using System.Text.Json;
using Guichet.Server.Storage;

namespace Guichet.Server.Mail;

/// <summary>Makes the mails of one capability out of what the outbox tells. It reads what is true now, by the ids told.
/// </summary>
internal interface IMailComposer
{
    /// <summary>Whether it makes the mail of that kind of message.</summary>
    bool Makes(string kind);

    /// <summary>The mail; null where there is nobody to tell, or nothing any more.</summary>
    Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel);

    /// <summary>What else is to be told because of that message. A message is one mail to one reader; where others have
    /// to know, each is told by a message of its own, which fails and is repeated by itself.</summary>
    Task<IReadOnlyList<OutboxMessage>> FollowUpAsync(
        Database database, Told told, Instant now, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<OutboxMessage>>([]);
}

/// <summary>An outbox message as a composer reads it.</summary>
internal sealed record Told(string Kind, JsonElement Facts)
{
    public static Told Of(OutboxMessage message)
    {
        using var document = JsonDocument.Parse(message.Payload);
        return new Told(message.Kind, document.RootElement.Clone());
    }

    /// <summary>The whole payload, where it has a type of its own.</summary>
    public T As<T>() => Facts.Deserialize<T>(JsonSerializerOptions.Web)!;

    public Guid Id(string name) => IdOrNone(name) ?? throw new JsonException($"{Kind} names no {name}.");

    /// <summary>Written as text, or as the id's own type is.</summary>
    public Guid? IdOrNone(string name) => Facts.TryGetProperty(name, out var id)
        ? id.ValueKind == JsonValueKind.Object ? id.GetProperty("value").GetGuid() : id.GetGuid()
        : null;

    public string Text(string name) => TextOrNone(name) ?? throw new JsonException($"{Kind} names no {name}.");

    public string? TextOrNone(string name) => Facts.TryGetProperty(name, out var text) ? text.ToString() : null;
}
