namespace Guichet.Orders;

/// <summary>The number that proves a purchase (R22): sixty random bits in an alphabet without look-alikes, in three
/// groups of four, so that it can be read out and cannot be guessed.</summary>
public static class ConfirmationNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;

    /// <summary>The number for random bytes; the first twelve count.</summary>
    public static string From(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(random.Length, Length);
        Span<char> text = stackalloc char[Length + 2];
        for (int source = 0, target = 0; source < Length; source++, target++)
        {
            if (target is 4 or 9)
            {
                text[target++] = '-';
            }

            text[target] = Alphabet[random[source] % Alphabet.Length];
        }

        return new string(text);
    }

    /// <summary>The number as it is stored, from what somebody typed: case, spaces and dashes do not count, and the
    /// letters O, I and L are read as the digits they resemble. Null where it is not a number at all.</summary>
    public static string? Normalize(string typed)
    {
        Span<char> text = stackalloc char[Length];
        var count = 0;
        foreach (var letter in typed.ToUpperInvariant())
        {
            if (letter is ' ' or '-' or '\u00A0')
            {
                continue;
            }

            var read = letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };
            if (count == Length || !Alphabet.Contains(read, StringComparison.Ordinal))
            {
                return null;
            }

            text[count++] = read;
        }

        return count == Length ? $"{text[..4]}-{text[4..8]}-{text[8..]}" : null;
    }
}
