namespace Guichet.Client;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>An amount of money in minor units of its currency.</summary>
/// <param name="Amount">Minor units: cents.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record MoneyView(long Amount, string Currency);
