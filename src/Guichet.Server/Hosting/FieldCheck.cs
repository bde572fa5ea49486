using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Guichet.Client;
using Guichet.Server.Shell;

namespace Guichet.Server.Hosting;

/// <summary>A field that is wrong by itself (missing, too long, not an address), whatever the rules say.</summary>
/// <param name="Path">As a form names it: <c>Contacts[0].Email</c>.</param>
/// <param name="Code">Key of its sentence under <c>field.</c>: <c>required</c>, <c>too-long</c>, <c>range</c>,
/// …</param>
/// <param name="Limits">What the sentence names.</param>
internal sealed record FieldMistake(string Path, string Code, params (string Name, object? Value)[] Limits)
{
    /// <summary>As JSON names it: <c>/contacts/0/email</c>.</summary>
    public string Pointer => "/" + string.Join('/', Path
        .Replace("[", ".", StringComparison.Ordinal)
        .Replace("]", "", StringComparison.Ordinal)
        .Split('.')
        .Select(JsonNamingPolicy.CamelCase.ConvertName));

    public string Sentence(Texts texts) => texts.Get($"field.{Code}", Limits);
}

/// <summary>Checks the shape of what a submitter sends by the attributes of its record, for pages and API
/// alike.</summary>
internal static class FieldCheck
{
    /// <summary>What a record's attributes say never changes, and reading them costs more than checking by
    /// them.</summary>
    private static readonly ConcurrentDictionary<Type, Field[]> Known = new();

    public static IReadOnlyList<FieldMistake> Of(object sent)
    {
        var mistakes = new List<FieldMistake>();
        Walk(sent, "", mistakes);
        return mistakes;
    }

    private static void Walk(object sent, string path, List<FieldMistake> mistakes)
    {
        foreach (var (property, rules, mayBeMissing) in Known.GetOrAdd(sent.GetType(), FieldsOf))
        {
            var name = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var value = property.GetValue(sent);
            var wrong = Array.Find(rules, rule => !rule.IsValid(value));
            if (wrong is not null)
            {
                mistakes.Add(Mistake(name, wrong));
            }
            else if (value is string text && !CanBeStored(text))
            {
                mistakes.Add(new(name, "printable"));
            }
            else if (value is null && !mayBeMissing)
            {
                // JSON says null where the record knows of none.
                mistakes.Add(new(name, "required"));
            }
            else if (value is IEnumerable items and not (string or byte[]))
            {
                var index = 0;
                foreach (var item in items)
                {
                    var place = string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]");
                    if (item is null)
                    {
                        mistakes.Add(new(place, "required"));
                    }
                    else if (item is string each && !CanBeStored(each))
                    {
                        mistakes.Add(new(place, "printable"));
                    }
                    else if (IsOurs(item.GetType()))
                    {
                        Walk(item, place, mistakes);
                    }

                    index++;
                }
            }
            else if (value is not null && IsOurs(value.GetType()))
            {
                Walk(value, name, mistakes);
            }
        }
    }

    private static Field[] FieldsOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => new Field(
                    property,
                    [.. property.GetCustomAttributes<ValidationAttribute>()],
                    nullability.Create(property).ReadState != NullabilityState.NotNull)),
        ];
    }

    /// <summary>Whatever else a field takes (a log holds escapes): PostgreSQL keeps no NUL in a text.</summary>
    private static bool CanBeStored(string text) => !text.Contains('\0', StringComparison.Ordinal);

    private static bool IsOurs(Type type) =>
        type is { IsEnum: false, IsPrimitive: false }
            && type.Namespace?.StartsWith("Guichet", StringComparison.Ordinal) == true;

    private static FieldMistake Mistake(string path, ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => new(path, "required"),
        StringLengthAttribute length => new(
            path, "length", ("minimum", length.MinimumLength), ("maximum", length.MaximumLength)),
        EachTextAttribute each => new(path, "length", ("minimum", 1), ("maximum", each.Length)),
        MaxLengthAttribute length => new(path, "too-many", ("maximum", length.Length)),
        RangeAttribute range => new(path, "range", ("minimum", range.Minimum), ("maximum", range.Maximum)),
        EmailAddressAttribute => new(path, "email"),
        PhoneAttribute => new(path, "phone"),
        RegularExpressionAttribute => new(path, "pattern"),
        PrintableAttribute => new(path, "printable"),
        _ => new(path, "wrong"),
    };

    private readonly record struct Field(PropertyInfo Property, ValidationAttribute[] Rules, bool MayBeMissing);
}
