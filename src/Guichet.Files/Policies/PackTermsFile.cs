using System.Globalization;
using Guichet.Files.Syntax;
using Guichet.Packs;

namespace Guichet.Files.Policies;

/// <summary>The section <c>packs</c> of a policy, both ways; what it does not say is as <see cref="PackTerms"/> has it.
/// </summary>
internal static class PackTermsFile
{
    private const int MostDays = 3650;

    public static PackTerms Read(Section file)
    {
        var plain = new PackTerms();
        if (file.Find("packs") is not { } node)
        {
            return plain;
        }

        var section = new Section(node, file.Mistakes, PolicySchema.Packs.Keys);
        return new PackTerms
        {
            GiveBackGraceDays = section.OptionalWhole("giveBackGraceDays", 0, MostDays) ?? plain.GiveBackGraceDays,
            WarnDaysBeforeExpiry = section.Find("warnDaysBeforeExpiry") is null
                ? plain.WarnDaysBeforeExpiry
                : ReadDays(section),
            WarnWhenLeft = section.OptionalWhole("warnWhenLeft", 0, 1000) ?? plain.WarnWhenLeft,
            RecoveryWaitingDays = section.OptionalWhole("recoveryWaitingDays", 0, 365) ?? plain.RecoveryWaitingDays,
        };
    }

    /// <summary>Null where it says nothing that does not hold anyway.</summary>
    public static Mapping? Write(PackTerms terms)
    {
        var plain = new PackTerms();
        var entries = new List<Entry>();
        if (terms.GiveBackGraceDays != plain.GiveBackGraceDays)
        {
            entries.Add(new(Text("giveBackGraceDays"), Number(terms.GiveBackGraceDays)));
        }

        if (!terms.WarnDaysBeforeExpiry.SequenceEqual(plain.WarnDaysBeforeExpiry))
        {
            entries.Add(new(
                Text("warnDaysBeforeExpiry"), new Sequence(0, 0, [.. terms.WarnDaysBeforeExpiry.Select(Number)])));
        }

        if (terms.WarnWhenLeft != plain.WarnWhenLeft)
        {
            entries.Add(new(Text("warnWhenLeft"), Number(terms.WarnWhenLeft)));
        }

        if (terms.RecoveryWaitingDays != plain.RecoveryWaitingDays)
        {
            entries.Add(new(Text("recoveryWaitingDays"), Number(terms.RecoveryWaitingDays)));
        }

        return entries.Count == 0 ? null : new Mapping(0, 0, entries);
    }

    private static int[] ReadDays(Section section)
    {
        var days = new SortedSet<int>();
        foreach (var item in section.TextItems("warnDaysBeforeExpiry"))
        {
            if (int.TryParse(item.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= MostDays)
            {
                days.Add(number);
            }
            else
            {
                section.Mistakes.Add(item, "file.number-malformed",
                    $"'{item.Text}' is not a number of days from 1 to {MostDays}.");
            }
        }

        return [.. days.Reverse()];
    }

    private static Scalar Text(string text) => new(0, 0, text, Quoted: false);

    private static Scalar Number(int number) => Text(number.ToString(CultureInfo.InvariantCulture));
}
