namespace Guichet.Server.Accounts;

/// <summary>What a password has to be: long, and not what one would guess first. No rules on kinds of characters.
/// </summary>
internal static class PasswordRule
{
    public const int MinimumLength = 12;
    public const int MaximumLength = 128;

    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "123456789012", "1234567890123", "123456123456", "123412341234", "123123123123", "121212121212",
        "012345678901", "0123456789ab", "098765432109", "987654321098", "1q2w3e4r5t6y", "1qaz2wsx3edc",
        "qazwsxedcrfv", "q1w2e3r4t5y6", "qwertyuiop12", "qwertyuiop123", "qwerty123456", "qwerty1234567",
        "qwertyqwerty", "azertyuiop12", "azertyuiop123", "azerty123456", "azertyazerty", "asdfghjkl123",
        "abcdefghijkl", "abcd12345678", "abc123abc123", "abcabcabcabc", "password1234", "password12345",
        "password123456", "passwordpassword", "passw0rd1234", "p@ssw0rd1234", "p@ssword1234", "motdepasse12",
        "motdepasse123", "motdepasse1234", "monmotdepasse", "lemotdepasse", "letmeinletmein", "welcome12345",
        "bienvenue123", "iloveyou1234", "iloveyouforever", "jetaimejetaime", "administrator", "administrateur",
        "administrator1", "demonstration", "changemenow1", "changeme1234", "trustno1trustno1",
        "correcthorsebatterystaple",
    };

    /// <summary>Null for a password that may be used with that address; otherwise why not.</summary>
    public static Refusal? Check(string password, string email)
    {
        if (password.Length < MinimumLength)
        {
            return new Refusal("password.too-short", "The password is too short.").With("minimum", MinimumLength);
        }

        if (Common.Contains(password) || password.Distinct().Count() < 4)
        {
            return new Refusal("password.too-common", "The password is one of those that are tried first.");
        }

        var name = email.Split('@')[0];
        return name.Length >= 3 && password.Contains(name, StringComparison.OrdinalIgnoreCase)
            ? new Refusal("password.contains-address", "The password contains the name of the e-mail address.")
            : null;
    }
}
