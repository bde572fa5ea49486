using System.Text.Json;
using System.Text.Json.Serialization;
using Guichet.Accounts;
using Guichet.Coverage;
using Guichet.Packs;

namespace Guichet.Server.Coverage;

/// <summary>A decision as it is kept with the incident: what was asked, and which plan stood where and why, under the
/// versions that the incident names. The question is whole, so that it can be asked again.</summary>
internal sealed record CoverageRecord(
    LocalDate On,
    string Release,
    string Wants,
    SignInKind SignIn,
    PartnerLevel Partner,
    bool Competency,
    IReadOnlyList<CoverageRecord.Hold> Holds,
    IReadOnlyList<CoverageRecord.Line> Plans)
{
    /// <summary>What was asked.</summary>
    [JsonIgnore]
    public CoverageQuestion Question => new(
        On,
        Release,
        Wants,
        SignIn,
        new PartnerStanding(Partner, Competency),
        [.. Holds.Select(hold => new HeldPlan(
            hold.Plan, hold.Pack is { } pack ? new IncidentPackId(pack) : null, hold.Left, hold.ExpiresOn)
        {
            IsDisputed = hold.Disputed == true,
        })]);

    public static string Write(CoverageDecision decision) =>
        JsonSerializer.Serialize(Of(decision), CoverageRecordJson.Default.CoverageRecord);

    public static CoverageRecord Read(string text) =>
        JsonSerializer.Deserialize(text, CoverageRecordJson.Default.CoverageRecord)!;

    /// <summary>Whether the decision is the one recorded: the same plans in the same groups for the same reasons.
    /// </summary>
    public bool Says(CoverageDecision decision) =>
        Plans.Select(Text).SequenceEqual(Of(decision).Plans.Select(Text));

    private static CoverageRecord Of(CoverageDecision decision)
    {
        var question = decision.Question;
        return new CoverageRecord(
            question.On,
            question.Release,
            question.Wants,
            question.SignIn,
            question.Partner.Level,
            question.Partner.Competency,
            [.. question.Holds.Select(held => new Hold(
                held.Plan, held.Pack?.Value, held.Left, held.ExpiresOn, held.IsDisputed ? true : null))],
            [.. decision.Plans.Select(plan => new Line(
                plan.Plan.Key, plan.Standing.ToString(), [.. plan.Reasons.Select(reason => reason.Code)]))]);
    }

    private static string Text(Line line) => $"{line.Plan} {line.Standing} {string.Join(' ', line.Reasons)}";

    internal sealed record Hold(string Plan, Guid? Pack, int? Left, LocalDate? ExpiresOn, bool? Disputed = null);

    internal sealed record Line(string Plan, string Standing, IReadOnlyList<string> Reasons);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(LocalDateJson)])]
[JsonSerializable(typeof(CoverageRecord))]
internal sealed partial class CoverageRecordJson : JsonSerializerContext;

internal sealed class LocalDateJson : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        NodaTime.Text.LocalDatePattern.Iso.Parse(reader.GetString()!).Value;

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(NodaTime.Text.LocalDatePattern.Iso.Format(value));
}
