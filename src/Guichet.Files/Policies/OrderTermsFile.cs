using System.Globalization;
using Guichet.Files.Syntax;
using Guichet.Orders;

namespace Guichet.Files.Policies;

/// <summary>The section <c>orders</c> of a policy, both ways; what it does not say is as <see cref="OrderTerms"/> has
/// it.</summary>
internal static class OrderTermsFile
{
    public static OrderTerms Read(Section file)
    {
        var plain = new OrderTerms();
        if (file.Find("orders") is not { } node)
        {
            return plain;
        }

        var section = new Section(node, file.Mistakes, PolicySchema.Orders.Keys);
        return new OrderTerms
        {
            DaysToPay = section.OptionalWhole("daysToPay", 1, 365) ?? plain.DaysToPay,
            RemindDaysBefore = section.OptionalWhole("remindDaysBefore", 0, 365) ?? plain.RemindDaysBefore,
            CancelDaysAfter = section.OptionalWhole("cancelDaysAfter", 0, 365) ?? plain.CancelDaysAfter,
        };
    }

    /// <summary>Null where it says nothing that does not hold anyway.</summary>
    public static Mapping? Write(OrderTerms terms)
    {
        var plain = new OrderTerms();
        Entry[] entries =
        [
            .. new[]
            {
                ("daysToPay", terms.DaysToPay, plain.DaysToPay),
                ("remindDaysBefore", terms.RemindDaysBefore, plain.RemindDaysBefore),
                ("cancelDaysAfter", terms.CancelDaysAfter, plain.CancelDaysAfter),
            }
            .Where(one => one.Item2 != one.Item3)
            .Select(one => new Entry(
                Text(one.Item1), Text(one.Item2.ToString(CultureInfo.InvariantCulture)))),
        ];
        return entries.Length == 0 ? null : new Mapping(0, 0, entries);
    }

    private static Scalar Text(string text) => new(0, 0, text, Quoted: false);
}
