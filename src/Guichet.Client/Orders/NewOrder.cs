using System.ComponentModel.DataAnnotations;

namespace Guichet.Client.Orders;

/// <summary>What it takes to order one pack of a plan.</summary>
public sealed record NewOrder
{
    /// <summary>Made by the buyer (a version-7 GUID); the same order with the same id is placed once.</summary>
    [Required]
    public Guid? Id { get; init; }

    /// <summary>Key of a plan that is for sale.</summary>
    [Required, StringLength(100)]
    public string? Plan { get; init; }

    /// <summary>What the buyer has accepted to pay, with tax, as an offer says it: refused where the order would come
    /// to anything else. Null: whatever it costs when it is placed.</summary>
    public MoneyView? Total { get; init; }

    /// <summary>The buyer's own number for it, printed on the receipt; may be empty.</summary>
    [StringLength(50), Printable]
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>How it is to be paid; null: by card where that can be, by transfer otherwise.</summary>
    [EnumDataType(typeof(PaymentMethod))]
    public PaymentMethod? Method { get; init; }

    /// <summary>The buyer's request that waits for this purchase; null where there is none.</summary>
    public Guid? Draft { get; init; }
}
