using Guichet.ServiceLevels;

namespace Guichet.Tests.ServiceLevels;

[Trait("Rule", "R6")]
public sealed class MovingPromises
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 10, 0);

    [Theory]
    [InlineData(4, 4, 4, PromiseMove.Stays)]
    [InlineData(4, 4, 6, PromiseMove.Later)]
    [InlineData(4, 4, 2, PromiseMove.Earlier)]
    [InlineData(4, 4, 0, PromiseMove.Earlier)]
    [InlineData(4, 4, -1, PromiseMove.Missed)]
    [InlineData(0, 0, -1, PromiseMove.Missed)]
    [InlineData(-1, -1, -2, PromiseMove.Earlier)]
    [InlineData(-2, -2, 1, PromiseMove.Later)]
    public void Tells_what_becomes_of_one(int promised, int before, int after, PromiseMove move) =>
        Assert.Equal(move, PromiseMoves.Find(At(promised), At(before), At(after), Now));

    [Fact]
    public void Lays_to_a_policy_only_what_it_changes_itself()
    {
        // Promised by an older version; the version in force and the next one agree.
        Assert.Equal(PromiseMove.Stays, PromiseMoves.Find(At(8), At(4), At(4), Now));

        // The next one comes back to what was promised.
        Assert.Equal(PromiseMove.Stays, PromiseMoves.Find(At(8), At(4), At(8), Now));
    }

    private static Instant At(int hours) => Now + Duration.FromHours(hours);
}
