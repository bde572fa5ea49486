using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Guichet.Server.Hosting;

/// <summary>How the doors write and read JSON, found out when a door is first used. The doors ask for it when they are
/// made, all three hundred at the start, and most of what the runtime would compile for their types is never run.
/// </summary>
/// <param name="doors">The options that the doors are made with. Copies of them, such as the description of the API
/// makes, are answered as ever.</param>
internal sealed class LateJson(JsonSerializerOptions doors) : DefaultJsonTypeInfoResolver
{
    private static readonly MethodInfo LateOfAny =
        typeof(LateJson).GetMethod(nameof(LateOf), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private readonly Lazy<JsonSerializerOptions> inner =
        new(() => new JsonSerializerOptions(doors) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options) =>
        ReferenceEquals(options, doors) && !type.IsValueType && type != typeof(object)
            ? (JsonTypeInfo)LateOfAny.MakeGenericMethod(type).Invoke(this, null)!
            : base.GetTypeInfo(type, options);

    private JsonTypeInfo<T> LateOf<T>() where T : class =>
        JsonMetadataServices.CreateValueInfo<T>(doors, new Converter<T>(inner));

    private sealed class Converter<T>(Lazy<JsonSerializerOptions> inner) : JsonConverter<T> where T : class
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T>(ref reader, inner.Value);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, inner.Value);
    }
}
