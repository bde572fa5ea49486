using Guichet.Accounts;
using Guichet.Attachments;
using Guichet.Incidents;

namespace Guichet.Tests.Attachments;

public sealed class KeepingAFileForItsTime
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 10, 0);
    private static readonly AttachmentLimits Limits = new(1000, 3);
    private static readonly AttachmentStanding Open = new(IsWritten: true, IsBeingWritten: false, ClosedAt: null);

    private static readonly Actor Camille = new(
        new PersonId(Guid.NewGuid()), "Camille", Role.Customer, SignInKind.Personal, null, null, []);

    [Fact]
    public void Takes_bytes_in_their_order_and_no_more_than_announced()
    {
        var file = Start(100).Value;

        Assert.Null(file.Append(0, 60, Now));
        Assert.Equal(60L, file.Append(0, 60, Now)!.Facts["offset"]);
        Assert.Equal("attachment.wrong-offset", file.Append(61, 1, Now)?.Code);
        Assert.Equal("attachment.too-long", file.Append(60, 41, Now)?.Code);
        Assert.Null(file.Append(60, 40, Now));
        file.Finish(FileKind.Text, Guid.NewGuid(), Now);
        Assert.Equal("attachment.complete", file.Append(100, 0, Now)?.Code);
    }

    [Theory]
    [InlineData(0, 0, "attachment.empty")]
    [InlineData(-1, 0, "attachment.empty")]
    [InlineData(1001, 0, "attachment.too-large")]
    [InlineData(10, 3, "attachment.too-many")]
    public void Is_not_begun_beyond_the_limits(long length, int present, string code) =>
        Assert.Equal(code, Start(length, present).Refusal?.Code);

    [Fact]
    public void Is_over_so_many_days_after_closing()
    {
        var closed = Open with { ClosedAt = Now };

        Assert.False(Ready().IsOver(closed, new(90), Now + Duration.FromDays(90) - Duration.Epsilon));
        Assert.True(Ready().IsOver(closed, new(90), Now + Duration.FromDays(90)));
    }

    [Fact]
    public void Is_kept_while_the_incident_is_open_or_the_policy_says_nothing()
    {
        var later = Now + Duration.FromDays(4000);

        Assert.False(Ready().IsOver(Open, new(1), later));
        Assert.False(Ready().IsOver(Open with { ClosedAt = Now }, RetentionTerms.Forever, later));
    }

    [Fact]
    public void Is_looked_at_when_its_time_comes_and_once_a_week_at_least()
    {
        var (near, far) = (Ready(), Ready());

        near.IsOver(Open with { ClosedAt = Now }, new(3), Now);
        far.IsOver(Open with { ClosedAt = Now }, new(90), Now);

        Assert.Equal(Now + Duration.FromDays(3), near.DueAt);
        Assert.Equal(Now + Duration.FromDays(7), far.DueAt);
    }

    [Fact]
    public void Whose_message_is_never_sent_is_waited_for_a_week()
    {
        var unwritten = new AttachmentStanding(false, false, null);

        Assert.False(Ready().IsOver(unwritten, RetentionTerms.Forever, Now + Duration.FromDays(7) - Duration.Epsilon));
        Assert.True(Ready().IsOver(unwritten, RetentionTerms.Forever, Now + Duration.FromDays(7)));
        Assert.False(Ready().IsOver(
            unwritten with { IsBeingWritten = true }, RetentionTerms.Forever, Now + Duration.FromDays(40)));
    }

    [Fact]
    public void That_waits_for_its_examination_ends_like_any_other_and_is_not_put_off_by_the_question()
    {
        var file = Start(10).Value;
        file.Append(0, 10, Now);
        file.Finish(FileKind.Text, Guid.NewGuid(), Now);
        var (due, closed) = (file.DueAt, Open with { ClosedAt = Now });

        Assert.False(file.HasEnded(closed, new(90), Now + Duration.FromDays(90) - Duration.Epsilon));
        Assert.True(file.HasEnded(closed, new(90), Now + Duration.FromDays(90)));
        Assert.Equal(due, file.DueAt);
    }

    [Fact]
    public void Is_not_begun_where_too_much_of_its_sender_waits_already()
    {
        var limits = Limits with { MostUnsent = 100 };

        Assert.Null(limits.WhyNoMore(60, 40));
        Assert.Equal("attachment.too-much-unsent", limits.WhyNoMore(60, 41)?.Code);
    }

    [Fact]
    public void What_is_dangerous_is_kept_a_month()
    {
        var file = Ready();
        file.Quarantine("Worm", Now);

        Assert.False(file.IsOver(Open, RetentionTerms.Forever, Now + Duration.FromDays(29)));
        Assert.True(file.IsOver(Open, RetentionTerms.Forever, Now + Duration.FromDays(30)));
    }

    [Fact]
    public void What_could_not_be_examined_is_tried_less_and_less_often()
    {
        var file = Start(10).Value;
        var waits = Enumerable.Range(0, 9).Select(_ =>
        {
            file.Postpone(Now);
            return (file.DueAt!.Value - Now).TotalMinutes;
        });

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    private static Attachment Ready()
    {
        var file = Start(10).Value;
        file.Append(0, 10, Now);
        file.Finish(FileKind.Text, Guid.NewGuid(), Now);
        file.Clear(Now);
        return file;
    }

    private static Result<Attachment> Start(long length, int present = 0) => Attachment.Start(
        new Upload(new(Guid.NewGuid()), new IncidentId(Guid.NewGuid()), null, "trace.log", length),
        Camille,
        present,
        Limits,
        Now);
}
