using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Tests.Packs;

[Trait("Rule", "R22")]
public class AskingForAPack
{
    private static readonly PersonId Asker = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    private static readonly PersonId Owner = new(Guid.Parse("01990000-0000-7000-8000-000000000003"));
    private static readonly PersonId Next = new(Guid.Parse("01990000-0000-7000-8000-000000000004"));
    private static readonly IncidentPackId Pack = new(Guid.Parse("01990000-0000-7000-8000-000000000002"));
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 10, 0);
    private static readonly Instant Later = At + Duration.FromDays(7);

    [Fact]
    public void Waits_until_the_owner_has_had_time()
    {
        var asked = Ask();

        Assert.Equal("recovery.waits", Approve(asked, Later - Duration.FromSeconds(1)));
        Assert.Null(Approve(asked, Later));
        Assert.Equal((RecoveryState.Approved, Pack, Owner), (asked.State, asked.Pack!.Value, asked.FormerOwner!.Value));
    }

    [Fact]
    public void Is_not_approved_against_the_owner_but_can_be_refused()
    {
        var asked = Ask();
        asked.Object("It is ours", At);
        asked.Object("Again", Later);

        Assert.Equal(("recovery.objected", "It is ours"), (Approve(asked, Later), asked.Objection));
        Assert.Null(asked.Refuse(Owner, "The owner objects", Later).Refusal);
        Assert.Equal(RecoveryState.Refused, asked.State);
    }

    [Fact]
    public void Is_decided_once()
    {
        var asked = Ask();
        Approve(asked, Later);

        Assert.Equal("recovery.decided", Approve(asked, Later));
        Assert.Equal("recovery.decided", asked.Refuse(Owner, "why", Later).Refusal?.Code);
        Assert.Equal("recovery.decided", asked.Object("Too late", Later).Refusal?.Code);
    }

    [Fact]
    public void Is_refused_no_earlier_than_approved()
    {
        var asked = Ask();

        Assert.Equal("recovery.waits", asked.Refuse(Owner, "why", Later - Duration.FromSeconds(1)).Refusal?.Code);
        Assert.Null(asked.Refuse(Owner, "why", Later).Refusal);
    }

    [Fact]
    public void Is_taken_from_nobody_who_was_not_told_and_has_had_time()
    {
        var (asked, key, mended) = (Ask(), Guid.NewGuid(), At + Duration.FromDays(9));
        var first = asked.ObjectionKey;

        Assert.Equal("recovery.owner-changed", asked.Approve(Pack, Next, Asker, "why", mended).Refusal?.Code);
        Assert.True(asked.TellOwner(Next, key, new PackTerms(), mended).Value);
        Assert.False(asked.TellOwner(Next, Guid.NewGuid(), new PackTerms(), mended).Value);

        Assert.NotEqual(first, asked.ObjectionKey);
        Assert.Equal((key, Later), (asked.ObjectionKey, asked.WaitsUntil));
        Assert.Equal(
            "recovery.waits",
            asked.Approve(Pack, Next, Asker, "why", mended + Duration.FromDays(6)).Refusal?.Code);
        Assert.Null(asked.Approve(Pack, Next, Asker, "why", mended + Duration.FromDays(7)).Refusal);
    }

    private static PackRecovery Ask()
    {
        var asked = PackRecovery.Ask(
            Guid.NewGuid(), Asker, "AAAA-BBBB-CCCC", "", Guid.NewGuid(), new PackTerms(), At);
        Assert.True(asked.TellOwner(Owner, Guid.NewGuid(), new PackTerms(), At).Value);
        return asked;
    }

    private static string? Approve(PackRecovery asked, Instant at) =>
        asked.Approve(Pack, Owner, Asker, "Proved", at).Refusal?.Code;
}
