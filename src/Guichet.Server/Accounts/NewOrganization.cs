using System.ComponentModel.DataAnnotations;
using Guichet.Accounts;

namespace Guichet.Server.Accounts;

/// <summary>What it takes to make an organisation.</summary>
internal sealed class NewOrganization
{
    [Required, StringLength(150, MinimumLength = 2)]
    public string? Name { get; set; }

    /// <summary>Two letters; decides the tax of what its members buy.</summary>
    [Required, RegularExpression("[A-Z]{2}")]
    public string? Country { get; set; }
}

/// <summary>What it takes to invite somebody.</summary>
internal sealed class NewInvitation
{
    [Required, EmailAddress, StringLength(254)]
    public string? Email { get; set; }

    [Required]
    public MemberRole? MemberRole { get; set; }
}
