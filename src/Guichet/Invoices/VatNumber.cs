using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Guichet.Invoices;

/// <summary>The number under which a business pays value added tax. Only its form is looked at: whether it was given
/// out, the registers of the countries know.</summary>
public static partial class VatNumber
{
    /// <summary>What follows the prefix, by the country of ISO 3166.</summary>
    private static readonly FrozenDictionary<string, Regex> Forms = new Dictionary<string, string>
    {
        ["AT"] = "U[0-9]{8}",
        ["BE"] = "[01][0-9]{9}",
        ["BG"] = "[0-9]{9,10}",
        ["CH"] = "E[0-9]{9}(MWST|TVA|IVA)?",
        ["CY"] = "[0-9]{8}[A-Z]",
        ["CZ"] = "[0-9]{8,10}",
        ["DE"] = "[0-9]{9}",
        ["DK"] = "[0-9]{8}",
        ["EE"] = "[0-9]{9}",
        ["ES"] = "[A-Z0-9][0-9]{7}[A-Z0-9]",
        ["FI"] = "[0-9]{8}",
        ["FR"] = "[A-HJ-NP-Z0-9]{2}[0-9]{9}",
        ["GB"] = "([0-9]{9}([0-9]{3})?|(GD|HA)[0-9]{3})",
        ["GR"] = "[0-9]{9}",
        ["HR"] = "[0-9]{11}",
        ["HU"] = "[0-9]{8}",
        ["IE"] = "([0-9]{7}[A-Z]{1,2}|[0-9][A-Z+*][0-9]{5}[A-Z])",
        ["IT"] = "[0-9]{11}",
        ["LT"] = "([0-9]{9}|[0-9]{12})",
        ["LU"] = "[0-9]{8}",
        ["LV"] = "[0-9]{11}",
        ["MT"] = "[0-9]{8}",
        ["NL"] = "[0-9]{9}B[0-9]{2}",
        ["NO"] = "[0-9]{9}(MVA)?",
        ["PL"] = "[0-9]{10}",
        ["PT"] = "[0-9]{9}",
        ["RO"] = "[0-9]{2,10}",
        ["SE"] = "[0-9]{12}",
        ["SI"] = "[0-9]{8}",
        ["SK"] = "[0-9]{10}",
    }.ToFrozenDictionary(form => form.Key, form => new Regex($@"\A{PrefixOf(form.Key)}{form.Value}\z"));

    /// <summary>The number without spaces, dots and dashes, in capitals.</summary>
    public static string Normalize(string typed) => Filler().Replace(typed, "").ToUpperInvariant();

    /// <summary>Whether a normalized number has the form of its country. Where the country's form is not known here,
    /// five to twenty letters and digits will do.</summary>
    public static bool IsWellFormed(string number, string country) =>
        Forms.TryGetValue(country, out var form)
            ? form.IsMatch(number)
            : number.Length is >= 5 and <= 20 && number.All(char.IsAsciiLetterOrDigit);

    /// <summary>The letters before a number: the country's, but for Greece, which writes EL.</summary>
    public static string PrefixOf(string country) => country == "GR" ? "EL" : country;

    [GeneratedRegex(@"[\s.\-]")]
    private static partial Regex Filler();
}
