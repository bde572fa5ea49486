using System.ComponentModel.DataAnnotations;
using Guichet.Accounts;

namespace Guichet.Server.Accounts;

/// <summary>What somebody gives to get an account. Pages bind it, operations take it.</summary>
internal sealed class NewPerson
{
    [Required, EmailAddress, StringLength(254)]
    public string? Email { get; set; }

    [Required, StringLength(100, MinimumLength = 2)]
    public string? Name { get; set; }

    [Required, StringLength(PasswordRule.MaximumLength, MinimumLength = PasswordRule.MinimumLength)]
    public string? Password { get; set; }

    /// <summary>One that is theirs, or one that an employer gave (R19).</summary>
    [Required]
    public SignInKind? SignIn { get; set; }

    /// <summary>Two letters.</summary>
    [Required, RegularExpression("[A-Z]{2}")]
    public string? Country { get; set; }

    [Required, RegularExpression("en|fr")]
    public string? Language { get; set; }

    [Required, TimeZoneName]
    public string? TimeZone { get; set; }
}

/// <summary>What somebody gives to sign in.</summary>
internal sealed class Credentials
{
    [Required, EmailAddress, StringLength(254)]
    public string? Email { get; set; }

    [Required, StringLength(PasswordRule.MaximumLength, MinimumLength = 1)]
    public string? Password { get; set; }
}

/// <summary>What a person may change of themselves.</summary>
internal sealed class ProfileChange
{
    [Required, StringLength(100, MinimumLength = 2)]
    public string? Name { get; set; }

    [Required, RegularExpression("en|fr")]
    public string? Language { get; set; }

    [Required, TimeZoneName]
    public string? TimeZone { get; set; }

    /// <summary>No single key does anything at the desk.</summary>
    public bool NoShortcuts { get; set; }
}

/// <summary>An IANA name that the time-zone data knows.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeZoneNameAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is null || (value is string name && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null);
}
