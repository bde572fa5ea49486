using Guichet.Accounts;
using Guichet.Plans;

namespace Guichet.Orders;

/// <summary>Who may buy which plan, whatever the product it is meant for (R17: any product in its lifecycle).</summary>
public static class Sale
{
    /// <summary>Why this person cannot buy the plan on that day; null where they can. <c>order.not-for-sale</c>;
    /// <c>access.may-not-buy</c> for staff and for members who only read; <c>plan.not-offered</c> for another kind of
    /// sign-in or partner than it is for; <c>sign-in.known-issue</c> with the known issue as facts (R19).</summary>
    public static Refusal? WhyNot(SupportPlan plan, Actor buyer, IReadOnlyList<KnownIssue> knownIssues, LocalDate day)
    {
        if (plan is not { Offer: PlanOffer.Sale, Price: not null })
        {
            return new Refusal("order.not-for-sale", $"The plan {plan.Key} is not for sale.").With("plan", plan.Key);
        }

        if (buyer.Role != Role.Customer || buyer.MemberRole == MemberRole.Reader)
        {
            return new Refusal("access.may-not-buy", "Your place in the organisation does not let you buy.");
        }

        if (knownIssues.FirstOrDefault(issue => issue.Closes(plan.Key, buyer.SignIn, day)) is { } known)
        {
            return new Refusal("sign-in.known-issue", known.Notice.English)
                .With("plan", plan.Key)
                .With("subject", known.Key)
                .With("notice", known.Notice);
        }

        return plan.IsFor(buyer.SignIn, buyer.PartnerOn(day))
            ? null
            : new Refusal("plan.not-offered", "The plan is not offered to you.").With("plan", plan.Key);
    }
}
