using Guichet.Files.Syntax;
using Guichet.Incidents;

namespace Guichet.Files.Policies;

/// <summary>Reads who decides on charges and how they are disputed (R25), and the reminder of partners.</summary>
internal sealed class BillingReader(MistakeLog mistakes, PolicyKeys calendarKeys)
{
    /// <summary>Days before the last one of an enrolment where the policy does not say.</summary>
    private const int RemindDays = 30;

    public BillingTerms Read(Section file)
    {
        if (file.Find("billingDecisions") is not { } node)
        {
            return new BillingTerms();
        }

        var section = new Section(node, mistakes, PolicySchema.BillingDecisions.Keys);
        return new BillingTerms { SecondPersonAbove = ReadLimit(section), Disputes = ReadDisputes(section) };
    }

    public int ReadPartnerReminder(Section file) =>
        file.Find("partners") is { } node
            ? new Section(node, mistakes, PolicySchema.Partners.Keys).OptionalWhole("remindDays", 0, 365) ?? RemindDays
            : RemindDays;

    private Money? ReadLimit(Section section)
    {
        var text = section.OptionalText("secondPersonAbove");
        var limit = text is null ? null : WrittenForms.ReadMoney(text);
        if (text is not null && limit is not { Amount: >= 0 })
        {
            mistakes.Add(section.Place("secondPersonAbove"), "policy.limit-malformed",
                $"'{text}' is not an amount: write it with all its decimals and its currency, as '1000.00 USD'.");
        }

        return limit;
    }

    private DisputeTerms? ReadDisputes(Section section)
    {
        var within = section.OptionalText("disputeWithin");
        var calendar = calendarKeys.Referred(section, "answerCalendar");
        if (within is null)
        {
            return null;
        }

        var period = WrittenForms.ReadPeriod(within);
        var days = period is { Years: 0, Months: 0 } ? (period.Weeks * 7) + period.Days : 0;
        if (days is < 1 or > 3650)
        {
            mistakes.Add(section.Place("disputeWithin"), "policy.days-malformed",
                $"'{within}' is not a number of days: write it as '30 days'.");
        }

        var time = section.Text("answerWithin");
        var budget = WrittenForms.ReadDuration(time);
        if (time.Length > 0 && !(budget > Duration.Zero))
        {
            mistakes.Add(section.Place("answerWithin"), "policy.duration-malformed",
                $"'{time}' is not a length of time above zero: write it in hours and minutes, as '16h' or '1h30m'.");
        }

        return new DisputeTerms(days, budget ?? Duration.Zero, calendar);
    }
}
