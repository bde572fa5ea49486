using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Hosting;

/// <summary>Writes JSON piece by piece, in the words of the doors: what it is made of is read while it is sent, and
/// waits where the reader does. The doors themselves write a value at once (<see cref="LateJson"/>).</summary>
internal sealed class StreamedJson(IOptions<JsonOptions> doors)
{
    private readonly JsonSerializerOptions options = new(doors.Value.SerializerOptions)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <param name="value">May hold an <see cref="IAsyncEnumerable{T}"/> for a list.</param>
    /// <param name="cancel">Gives up.</param>
    public IResult Of<T>(T value, CancellationToken cancel) => Results.Stream(
        body => JsonSerializer.SerializeAsync(body, value, options, cancel), "application/json; charset=utf-8");
}
