namespace Guichet.Incidents;

/// <summary>Somebody on the customer's side who can be reached about an incident.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address; may be empty where there is a telephone number.</param>
/// <param name="Phone">Their number; may be empty where there is an address.</param>
/// <param name="AnyHour">Whether they can be reached day and night (R7).</param>
public sealed record Contact(string Name, string Email, string Phone, bool AnyHour);
