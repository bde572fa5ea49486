using System.Net;
using System.Text.Json;

namespace Guichet.Client;

/// <summary>The API said no: the status, the refusal's code and sentence, and what it looked at.</summary>
public sealed class GuichetException : Exception
{
    /// <summary>A "no" with a code.</summary>
    public GuichetException(HttpStatusCode status, string code, string message) : base(message)
    {
        Status = status;
        Code = code;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The stable code: <c>pack.exhausted</c>; <c>fields.wrong</c> where fields are wrong by
    /// themselves.</summary>
    public string Code { get; }

    /// <summary>What was looked at, by name; empty where the refusal has no facts.</summary>
    public IReadOnlyDictionary<string, JsonElement> Facts { get; private init; } =
        new Dictionary<string, JsonElement>();

    /// <summary>Wrong fields by their JSON pointer, each with its sentences.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; private init; } = new Dictionary<string, string[]>();

    internal static async Task<GuichetException> FromAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var body = await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
        try
        {
            using var problem = JsonDocument.Parse(body);
            var root = problem.RootElement;
            return new GuichetException(answer.StatusCode, Text(root, "code", "http"), Text(root, "title", body))
            {
                Facts = Read<Dictionary<string, JsonElement>>(root, "facts") ?? [],
                Errors = Read<Dictionary<string, string[]>>(root, "errors") ?? [],
            };
        }
        catch (JsonException)
        {
            return new GuichetException(answer.StatusCode, "http", $"{(int)answer.StatusCode} {answer.ReasonPhrase}");
        }
    }

    private static string Text(JsonElement root, string name, string otherwise) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : otherwise;

    private static T? Read<T>(JsonElement root, string name) where T : class =>
        root.TryGetProperty(name, out var value) ? value.Deserialize<T>(GuichetClient.Json) : null;
}
