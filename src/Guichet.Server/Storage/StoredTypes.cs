using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Guichet.Server.Storage;

/// <summary>The kinds and identities in the columns. EF Core's model has a comparer and a converter for each, and the
/// runtime compiles them anew for each: a good part of what the model costs.</summary>
internal static class StoredTypes
{
    private static readonly Lazy<int> Compiled = new(CompileAll);

    /// <summary>Compiles them ahead, on a core that has nothing else to do while another makes the model; once in a
    /// process, as the model is.</summary>
    public static void Compile() => _ = Compiled.Value;

    private static int CompileAll()
    {
        var types = Find();

        // In the reverse of the order in which the model comes to them.
        foreach (var type in types)
        {
            ValueComparer.CreateDefault(type, favorStructuralComparisons: false);
        }

        foreach (var type in types.Where(type => type.IsEnum).Reverse())
        {
            Activator.CreateInstance(typeof(EnumToStringConverter<>).MakeGenericType(type));
        }

        return types.Count;
    }

    private static List<Type> Find() =>
    [
        .. (from mapping in typeof(Database).Assembly.GetTypes()
            where !mapping.IsNested
            from implemented in mapping.GetInterfaces()
            where implemented.IsGenericType
                && implemented.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)
            from property in implemented.GenericTypeArguments[0].GetProperties(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
            where type.IsValueType && type.Namespace!.StartsWith("Guichet", StringComparison.Ordinal)
            select type).Distinct(),
    ];
}
