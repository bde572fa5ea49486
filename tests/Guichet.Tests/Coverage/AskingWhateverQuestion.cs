using CsCheck;
using Guichet.Accounts;
using Guichet.Catalog;
using Guichet.Coverage;
using Guichet.Plans;
using static Guichet.Tests.Coverage.ModelTerms;

namespace Guichet.Tests.Coverage;

/// <summary>What holds for every question, over all releases, plans, days and standings.</summary>
[Trait("Rule", "R16")]
public sealed class AskingWhateverQuestion
{
    [Fact]
    public void Holding_more_never_makes_fewer_plans_usable() =>
        Gen.Select(WhateverQuestion.Any, WhateverQuestion.Held).Sample((question, more) =>
        {
            var before = Usable(question);
            var after = Usable(question with { Holds = [.. question.Holds, more] });
            Assert.Subset(after, before);
        });

    [Fact]
    public void A_competency_never_makes_fewer_plans_usable() =>
        WhateverQuestion.Any.Sample(question =>
        {
            var before = Usable(question with { Partner = question.Partner with { Competency = false } });
            var after = Usable(question with { Partner = question.Partner with { Competency = true } });
            Assert.Subset(after, before);
        });

    [Fact]
    public void The_same_question_has_the_same_answer() =>
        WhateverQuestion.Any.Sample(question => Assert.Equal(Written(question.Decide()), Written(question.Decide())));

    [Fact]
    public void A_plan_is_closed_by_a_reason_and_only_an_unavailable_one_is() =>
        WhateverQuestion.Any.Sample(question => Assert.All(question.Decide().Plans, line =>
        {
            Assert.Equal(line.Standing == PlanStanding.Unavailable, line.Reasons.Count > 0);
            Assert.Equal(line.Reasons.Count, line.Reasons.Distinct().Count());
            Assert.False(line.CanBuy && (line.Plan.Offer != PlanOffer.Sale || line.Standing != PlanStanding.Usable));
        }));

    [Fact]
    public void A_plan_held_is_always_shown_for_a_known_release() =>
        WhateverQuestion.Any.Where(question => question.Release != "nothing/1").Sample(question =>
            Assert.All(question.Holds, held =>
                Assert.NotEqual(PlanStanding.NotOffered, question.Decide().For(held.Plan)!.Standing)));

    [Fact]
    public void A_plan_is_usable_by_a_pack_in_order_or_without_one() =>
        WhateverQuestion.Any.Sample(question => Assert.All(question.Decide().Plans, line => Assert.True(
            line.Standing != PlanStanding.Usable
            || line.Plan.Offer != PlanOffer.Contract
            || line.Packs.Any(pack => pack.Reasons.Count == 0))));

    [Fact]
    public void The_order_of_what_is_held_does_not_matter() =>
        WhateverQuestion.Any.Sample(question =>
        {
            var turned = question with { Holds = [.. question.Holds.Reverse()] };
            Assert.Equal(
                question.Decide().Plans.Select(WithoutOrder), turned.Decide().Plans.Select(WithoutOrder));
        });

    [Fact]
    public void What_is_held_of_plans_that_there_are_not_does_not_matter() =>
        WhateverQuestion.Any.Sample(question =>
        {
            var more = question with { Holds = [.. question.Holds, new("no-such-plan", null, 5, null)] };
            Assert.Equal(Written(question.Decide()), Written(more.Decide()));
        });

    [Fact]
    public void A_release_added_to_another_product_does_not_matter() =>
        Gen.Select(WhateverQuestion.Any, WhateverQuestion.Days).Sample((question, day) =>
        {
            var other = new Product("other", "Other", [], [ModelCatalog.Fixed("1", "One", null, null, null)
                with { ReleasedOn = day }]);
            var terms = Terms with { Catalog = new ProductCatalog(2, [.. ModelCatalog.All.Products, other]) };
            Assert.Equal(Written(question.Decide()), Written(question.Decide(terms)));
        });

    [Fact]
    public void The_rules_that_close_are_the_reasons() =>
        WhateverQuestion.Any.Sample(question =>
        {
            var explained = CoverageRules.Explain(question, Terms);
            Assert.Equal(Written(question.Decide()), Written(explained.Decision));
            Assert.All(explained.Plans, plan =>
            {
                var closing = plan.Asked.Where(rule => rule.Closes).Select(rule => rule.Reason).ToList();
                if (plan.Coverage.Standing == PlanStanding.NotOffered)
                {
                    Assert.NotEmpty(closing);
                }
                else
                {
                    Assert.Equal(plan.Coverage.Reasons, closing);
                }
                Assert.Equal(
                    plan.Coverage.Packs.Select(pack => string.Join(' ', pack.Reasons)),
                    plan.Packs.Select(asked =>
                        string.Join(' ', asked.Where(one => one.Closes).Select(one => one.Reason))));
            });
        });

    [Fact]
    public void The_way_out_leads_out() =>
        WhateverQuestion.Any.Sample(question =>
        {
            foreach (var line in question.Decide().Plans.Where(line => line.Standing == PlanStanding.Unavailable))
            {
                var then = line.WayOut?.Code switch
                {
                    "use-plan" => question.LineOf(line.WayOut.Subject),
                    "newer-release" => (question with { Release = line.WayOut.Subject }).LineOf(line.Plan.Key),
                    "sign-in" => question.With(SignInKind.Personal).LineOf(line.Plan.Key),
                    "add-contract" => question.Holding(line.Plan.Key).LineOf(line.Plan.Key),
                    _ => null,
                };
                Assert.Equal(line.WayOut is null ? null : PlanStanding.Usable, then?.Standing);
                Assert.False(line.WayOut?.Until < question.On);
            }
        });

    private static HashSet<string> Usable(CoverageQuestion question) =>
        [.. question.Decide().In(PlanStanding.Usable).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Packs that expire on one day keep the order given: they are compared without it.</summary>
    private static string WithoutOrder(PlanCoverage line) =>
        $"{line.Plan.Key} {line.Standing} {line.CanBuy} {line.WayOut} "
        + $"{string.Join(';', line.Reasons.Select(one => $"{one}").Order())} "
        + $"{string.Join(';', line.Packs.Select(pack => $"{pack.Held} {pack.Reasons.Count}").Order())}";

    private static string Written(CoverageDecision decision) => string.Join('\n', decision.Plans.Select(line =>
        $"{line.Plan.Key} {line.Standing} {line.CanBuy} {string.Join(';', line.Reasons)} {line.WayOut} "
        + string.Join(';', line.Packs.Select(pack => $"{pack.Held} {string.Join(';', pack.Reasons)}"))));
}
