using System.Text.Json;
using System.Text.Json.Serialization;
using Guichet.Coverage;

namespace Guichet.Server.Coverage;

/// <summary>A decision as it is kept with the incident: which plan stood where, and why, under the versions that the
/// incident names.</summary>
internal sealed record CoverageRecord(
    LocalDate On, string Release, string Wants, IReadOnlyList<CoverageRecord.Line> Plans)
{
    public static string Write(CoverageDecision decision) => JsonSerializer.Serialize(
        new CoverageRecord(
            decision.Question.On,
            decision.Question.Release,
            decision.Question.Wants,
            [.. decision.Plans.Select(plan => new Line(
                plan.Plan.Key, plan.Standing.ToString(), [.. plan.Reasons.Select(reason => reason.Code)]))]),
        CoverageRecordJson.Default.CoverageRecord);

    public static CoverageRecord Read(string text) =>
        JsonSerializer.Deserialize(text, CoverageRecordJson.Default.CoverageRecord)!;

    internal sealed record Line(string Plan, string Standing, IReadOnlyList<string> Reasons);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(LocalDateJson)])]
[JsonSerializable(typeof(CoverageRecord))]
internal sealed partial class CoverageRecordJson : JsonSerializerContext;

internal sealed class LocalDateJson : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(reader.GetString()!).Value;

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(NodaTime.Text.LocalDatePattern.Iso.Format(value));
}
