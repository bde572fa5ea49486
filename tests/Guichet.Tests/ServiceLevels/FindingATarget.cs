using Guichet.Plans;
using Guichet.ServiceLevels;
using static Guichet.Tests.ServiceLevels.PromiseScenario;

namespace Guichet.Tests.ServiceLevels;

[Trait("Rule", "R6")]
public class FindingATarget
{
    private static readonly ResponseTarget BusinessHoursB = B with { Hours = HoursOfCoverage.BusinessHours };
    private static readonly ResponseTarget GoldB = B with { Plan = "gold" };
    private static readonly ResponseTarget GoldBusinessHoursB = GoldB with { Hours = HoursOfCoverage.BusinessHours };

    [Fact]
    public void The_plan_counts_before_the_hours_in_whatever_order_they_are_written()
    {
        ResponseTarget[] rising = [A, B, BusinessHoursB, GoldB, GoldBusinessHoursB, C];
        for (var left = rising.Length; left > 0; left--)
        {
            var targets = rising[..left];
            var best = targets.LastOrDefault(target => target.Severity == Severity.B);

            Assert.Equal(best, ResponseTargets.Find(targets, "gold", Severity.B, HoursOfCoverage.BusinessHours));
            Array.Reverse(targets);
            Assert.Equal(best, ResponseTargets.Find(targets, "gold", Severity.B, HoursOfCoverage.BusinessHours));
        }
    }

    [Fact]
    public void Targets_of_other_plans_and_other_hours_are_passed_over()
    {
        ResponseTarget[] targets = [GoldBusinessHoursB, GoldB, BusinessHoursB, B];

        Assert.Equal(GoldB, ResponseTargets.Find(targets, "gold", Severity.B, HoursOfCoverage.AroundTheClock));
        Assert.Equal(
            BusinessHoursB,
            ResponseTargets.Find(targets, "silver", Severity.B, HoursOfCoverage.BusinessHours));
        Assert.Equal(B, ResponseTargets.Find(targets, "silver", Severity.B, HoursOfCoverage.AroundTheClock));
    }

    [Fact]
    public void Where_nothing_is_promised_there_is_none() =>
        Assert.Null(ResponseTargets.Find([A, GoldB], "silver", Severity.B, HoursOfCoverage.BusinessHours));
}
