using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Invoices;

/// <summary>To whom one's invoices are made out.</summary>
public sealed record NewBillingDetails
{
    /// <summary>Name of a person.</summary>
    [Required, StringLength(100), Printable]
    public string? Name { get; init; }

    /// <summary>Name of the business; empty for somebody who buys for themselves.</summary>
    [StringLength(100), Printable]
    public string? Organization { get; init; }

    /// <summary>Street and number.</summary>
    [Required, StringLength(200), Printable(Lines = true)]
    public string? Street { get; init; }

    /// <summary>Postal code; empty where there is none.</summary>
    [StringLength(20), Printable]
    public string? PostalCode { get; init; }

    /// <summary>Town.</summary>
    [Required, StringLength(100), Printable]
    public string? City { get; init; }

    /// <summary>Part of the country as ISO 3166-2 writes it behind the dash, <c>QC</c>, where the tax depends on it.
    /// </summary>
    [RegularExpression("[A-Za-z0-9]{1,3}")]
    public string? Region { get; init; }

    /// <summary>Two letters; decides the tax.</summary>
    [Required, RegularExpression("[A-Za-z]{2}")]
    public string? Country { get; init; }

    /// <summary>The business's number for value added tax; spaces, dots and dashes do not count.</summary>
    [StringLength(30), Printable]
    public string? VatNumber { get; init; }
}

/// <summary>To whom one's invoices are made out, as it is kept.</summary>
/// <param name="Name">Name of a person.</param>
/// <param name="Organization">Name of the business; may be empty.</param>
/// <param name="Street">Street and number.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="City">Town.</param>
/// <param name="Region">Part of the country; may be empty.</param>
/// <param name="Country">Two letters.</param>
/// <param name="VatNumber">Number for value added tax; may be empty.</param>
public sealed record BillingDetailsView(
    string Name,
    string Organization,
    string Street,
    string PostalCode,
    string City,
    string Region,
    string Country,
    string VatNumber);
