using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guichet.Client;

/// <summary>The REST API, typed. Each capability has its own part of this class. Safe for use by several
/// threads.</summary>
public sealed partial class GuichetClient : IDisposable
{
    /// <summary>How the API writes JSON: camelCase, enums as words, dates as ISO.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly HttpClient http;

    /// <summary>A client of the house at that address, with an API key; without a key only what is public answers.
    /// </summary>
    public GuichetClient(Uri address, string? apiKey = null) : this(new HttpClient { BaseAddress = address }, apiKey)
    {
    }

    /// <summary>A client over an <see cref="HttpClient"/> of one's own, which it then owns.</summary>
    public GuichetClient(HttpClient http, string? apiKey = null)
    {
        this.http = http;
        if (apiKey is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private Task<T> GetAsync<T>(string path, CancellationToken cancel) =>
        SendAsync<T>(HttpMethod.Get, path, null, null, cancel);

    private Task<T> PostAsync<T>(string path, object? body, CancellationToken cancel, int? version = null) =>
        SendAsync<T>(HttpMethod.Post, path, body, version, cancel);

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, object? body, int? version, CancellationToken cancel)
    {
        using var answer = await SendAsync(method, path, body, version, cancel).ConfigureAwait(false);
        return await answer.Content.ReadFromJsonAsync<T>(Json, cancel).ConfigureAwait(false)
            ?? throw new GuichetException(answer.StatusCode, "answer.empty", "The answer is empty.");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body, int? version, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{path}");
        if (body is not null)
        {
            request.Content = body as HttpContent ?? JsonContent.Create(body, body.GetType(), options: Json);
        }

        if (version is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
        }

        var answer = await http.SendAsync(request, cancel).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await GuichetException.FromAsync(answer, cancel).ConfigureAwait(false);
        }
    }

    private static string Query(params (string Name, object? Value)[] parts)
    {
        var given = parts.Where(part => part.Value is not null and not "").Select(part =>
            $"{part.Name}={Uri.EscapeDataString(Text(part.Value!))}");
        var query = string.Join('&', given);
        return query.Length == 0 ? "" : $"?{query}";
    }

    private static string Text(object value) => value switch
    {
        DateOnly day => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
