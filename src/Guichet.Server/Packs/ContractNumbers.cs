using System.Globalization;
using System.Security.Cryptography;
using Guichet.Orders;
using Guichet.Server.Accounts;

namespace Guichet.Server.Packs;

/// <summary>The two numbers of a contract (R20): the one that names it, and the one that proves it is yours.</summary>
internal static class ContractNumbers
{
    private const int RandomBytes = 12;

    /// <summary>Ten digits.</summary>
    public static string NewContractId() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RandomNumberGenerator.GetInt32(10_000, 100_000)}{RandomNumberGenerator.GetInt32(100_000):D5}");

    /// <summary>Sixty random bits, written like a confirmation number.</summary>
    public static string NewAccessId() => ConfirmationNumber.From(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The number as it is stored: spaces and dashes do not count.</summary>
    public static string NormalizeContractId(string typed) =>
        string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter) && letter != '-')).ToUpperInvariant();

    /// <summary>What is kept of an access id; what is no access id at all has the hash of nothing.</summary>
    public static string HashOfAccessId(string typed) =>
        ApiKeyHandler.HashOf(ConfirmationNumber.Normalize(typed) ?? "");
}
