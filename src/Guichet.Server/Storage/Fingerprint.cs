using System.Security.Cryptography;
using System.Text.Json;
using Guichet.Client;

namespace Guichet.Server.Storage;

/// <summary>Tells the repetition of a request from another request under the same id, and names the fields that differ,
/// without keeping what was sent: a line of <c>field:hash</c>, the sender first.</summary>
internal static class Fingerprint
{
    private const string Sender = "sender";
    private const int HashLength = 16;

    /// <summary>The request's fields as the API knows them.</summary>
    public static string Of<TRequest>(Guid sender, TRequest request)
    {
        var fields = JsonSerializer.SerializeToElement(request, GuichetClient.Json).EnumerateObject()
            .Select(field => $"{field.Name}:{HashOf(field.Value.GetRawText())}");
        return string.Join(' ', fields.Prepend($"{Sender}:{HashOf(sender.ToString())}"));
    }

    /// <summary>The fields that differ, in the request's order; empty for a repetition. To another sender nothing is
    /// said of what the first one sent: only <c>sender</c> differs.</summary>
    public static IReadOnlyList<string> Differences(string kept, string sent)
    {
        if (kept == sent)
        {
            return [];
        }

        var before = kept.Split(' ');
        var different = sent.Split(' ').Except(before).Concat(before.Except(sent.Split(' ')))
            .Select(field => field[..field.IndexOf(':', StringComparison.Ordinal)])
            .Distinct()
            .ToList();
        return different.Contains(Sender) ? [Sender] : different;
    }

    /// <summary>The "no" to an id that was used for something else, with what differs in <c>fields</c>.</summary>
    public static Refusal Naming(this Refusal reused, IReadOnlyList<string> different) =>
        reused.With("fields", string.Join(", ", different));

    /// <summary>The names of those that are not the same; only <c>sender</c> where that is one of them.</summary>
    public static IReadOnlyList<string> Differing(params ReadOnlySpan<(string Field, bool Same)> fields)
    {
        var different = new List<string>();
        foreach (var (field, same) in fields)
        {
            if (!same)
            {
                different.Add(field);
            }
        }

        return different.Contains(Sender) ? [Sender] : different;
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..HashLength];
}
