namespace Guichet.Accounts;

/// <summary>A person who can sign in.</summary>
public readonly record struct PersonId(Guid Value);

/// <summary>A customer's company.</summary>
public readonly record struct OrganizationId(Guid Value);
