using Guichet.Accounts;
using Guichet.Packs;

namespace Guichet.Tests.Packs;

[Trait("Rule", "R22")]
public class AskingForAPack
{
    private static readonly PersonId Asker = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));
    private static readonly PersonId Owner = new(Guid.Parse("01990000-0000-7000-8000-000000000003"));
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

    private static PackRecovery Ask() =>
        PackRecovery.Ask(Guid.NewGuid(), Asker, "AAAA-BBBB-CCCC", "", Guid.NewGuid(), new PackTerms(), At);

    private static string? Approve(PackRecovery asked, Instant at) =>
        asked.Approve(Pack, Owner, Asker, "Proved", at).Refusal?.Code;
}
