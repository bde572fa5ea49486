using System.Collections;
using System.Reflection;

namespace Guichet.Tests.Files;

/// <summary>Says a value in full, property by property, so that two can be compared whatever their
/// collections.</summary>
internal static class Structure
{
    public static string Of(object? value) => value switch
    {
        null => "-",
        string text => $"'{text}'",
        IDictionary pairs => Braces(pairs.Keys.Cast<object>().Select(key => $"{Of(key)}={Of(pairs[key])}").Order()),
        IEnumerable items when IsSet(value) => Braces(items.Cast<object>().Select(Of).Order()),
        IEnumerable items => $"[{string.Join("; ", items.Cast<object>().Select(Of))}]",
        _ when value.GetType().Namespace?.StartsWith("Guichet", StringComparison.Ordinal) == true
            && !value.GetType().IsEnum => Braces(value.GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => $"{property.Name}: {Of(property.GetValue(value))}")),
        _ => value.ToString()!,
    };

    private static bool IsSet(object value) => Array.Exists(
        value.GetType().GetInterfaces(),
        type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    private static string Braces(IEnumerable<string> parts) => $"{{{string.Join(", ", parts)}}}";
}
