using static Guichet.Tests.ServiceLevels.PromiseScenario;

namespace Guichet.Tests.ServiceLevels;

[Trait("Rule", "R8")]
public class RespondingToAnIncident
{
    [Fact]
    public void A_clock_without_a_response_has_no_result() => Assert.Null(Submitted(B, "2026-11-20 16:00").Met);

    [Fact]
    public void A_response_at_the_due_instant_meets_the_target_and_one_after_it_does_not()
    {
        var clock = Submitted(B, "2026-11-20 16:00");

        Assert.True(clock.Respond(clock.StartedAt).Met);
        Assert.True(clock.Respond(clock.DueAt).Met);
        Assert.False(clock.Respond(clock.DueAt + Duration.Epsilon).Met);
    }

    [Fact]
    public void Only_the_first_response_counts()
    {
        var responded = Submitted(B, "2026-11-20 16:00").Respond(Paris("2026-11-20 17:00"));

        Assert.Same(responded, responded.Respond(Paris("2026-11-24 09:00")));
        Assert.Equal(Paris("2026-11-20 17:00"), responded.RespondedAt);
    }
}
