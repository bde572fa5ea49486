namespace Guichet.Accounts;

/// <summary>Who acts in this request, resolved once from the sign-in or the API key.</summary>
/// <param name="Person">The person.</param>
/// <param name="Name">As shown to others.</param>
/// <param name="Role">What they may do in the house.</param>
/// <param name="SignIn">With what kind of account they signed in.</param>
/// <param name="Organization">The organisation they belong to; null for somebody who buys for themselves.</param>
/// <param name="MemberRole">Their place in it; null without an organisation.</param>
/// <param name="Enrollments">Their organisation's enrolments in the partner programme, past and to come.</param>
public sealed record Actor(
    PersonId Person,
    string Name,
    Role Role,
    SignInKind SignIn,
    OrganizationId? Organization,
    MemberRole? MemberRole,
    IReadOnlyList<Enrollment> Enrollments)
{
    /// <summary>Two letters: their organisation's country, else their own; empty where it is not known.</summary>
    public string Country { get; init; } = "";

    /// <summary>Whether they act by an API key rather than at a page.</summary>
    public bool ByKey { get; init; }

    /// <summary>Whether they work for the vendor, and so see the desk.</summary>
    public bool IsStaff => Role != Role.Customer;

    /// <summary>Whether they answer and close incidents.</summary>
    public bool IsAgent => Role is Role.Agent or Role.SupportManager;

    /// <summary>Whether they look after what their company has from the partner programme: an administrator of it with
    /// a work account.</summary>
    public bool IsPartnerAdministrator =>
        Role == Role.Customer && SignIn == SignInKind.Work && MemberRole == Accounts.MemberRole.Administrator;

    /// <summary>What their organisation is in the partner programme on a day.</summary>
    public PartnerStanding PartnerOn(LocalDate day) => Enrollment.StandingOn(Enrollments, day);

    /// <summary>Whether they may submit incidents: a customer on their own, or a member whose place allows
    /// it.</summary>
    public bool MaySubmit => Role == Role.Customer
        && (MemberRole is null or Accounts.MemberRole.Administrator or Accounts.MemberRole.Submitter);
}
