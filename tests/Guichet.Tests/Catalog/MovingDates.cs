using CsCheck;
using Guichet.Catalog;

namespace Guichet.Tests.Catalog;

public sealed class MovingDates
{
    private static readonly Release Known = new(
        "2019", "Quill 2019", LifecyclePolicy.Fixed, Deployment.OnPremises,
        new(2019, 1, 1), new(2024, 1, 9), new(2029, 1, 9));

    [Fact]
    public void A_later_end_moves_and_not_backwards()
    {
        var move = Assert.Single(Moves(Known with { ExtendedEndsOn = new(2030, 1, 9) }));

        Assert.Equal(
            new DateMove("quill/2019", "Quill 2019", "extendedEndsOn", "2029-01-09", "2030-01-09", false), move);
    }

    [Theory]
    [InlineData("2023-01-10", "2029-01-09", "mainstreamEndsOn")]
    [InlineData("2024-01-09", "2028-01-11", "extendedEndsOn")]
    [InlineData("2024-01-09", null, "extendedEndsOn")]
    [InlineData(null, "2029-01-09", "mainstreamEndsOn")]
    public void An_end_that_is_earlier_or_gone_moves_backwards(string? mainstream, string? extended, string field)
    {
        var moves = Moves(Known with { MainstreamEndsOn = Day(mainstream), ExtendedEndsOn = Day(extended) });

        Assert.Equal((field, true), Assert.Single(moves.Select(move => (move.Field, move.Backwards))));
    }

    [Fact]
    public void An_end_that_is_announced_where_none_was_moves_backwards()
    {
        var open = Known with { Policy = LifecyclePolicy.Modern, MainstreamEndsOn = null, ExtendedEndsOn = null };

        Assert.True(Assert.Single(Moves(open with { MainstreamEndsOn = new(2031, 1, 1) }, open)).Backwards);
        Assert.False(Assert.Single(Moves(open, open with { MainstreamEndsOn = new(2031, 1, 1) })).Backwards);
    }

    [Fact]
    public void An_end_that_is_announced_for_mainstream_alone_ends_what_had_no_end()
    {
        var open = Known with { MainstreamEndsOn = null, ExtendedEndsOn = null };
        var alone = Known with { ExtendedEndsOn = null };

        Assert.Equal(
            [("mainstreamEndsOn", true)], Moves(alone, open).Select(move => (move.Field, move.Backwards)));
        Assert.Equal(
            [("mainstreamEndsOn", false), ("extendedEndsOn", true)],
            Moves(Known, open).Select(move => (move.Field, move.Backwards)));
    }

    [Fact]
    public void Ended_on_an_unknown_day_moves_backwards_and_coming_back_does_not()
    {
        var ended = Known with { EndedOnUnknownDay = true };

        Assert.Equal(
            ("endedOnUnknownDay", true), Assert.Single(Moves(ended).Select(move => (move.Field, move.Backwards))));
        Assert.False(Assert.Single(Moves(Known, ended)).Backwards);
    }

    [Fact]
    public void A_policy_by_which_support_ends_earlier_moves_backwards_though_no_date_does()
    {
        var lasting = Known with { MainstreamEndsOn = null, ExtendedEndsOn = null };
        var open = lasting with { Policy = LifecyclePolicy.Modern };

        Assert.Equal(
            new DateMove("quill/2019", "Quill 2019", "policy", "modern", "fixed", true),
            Assert.Single(Moves(lasting, open)));
        Assert.Empty(Moves(open, lasting));
    }

    [Fact]
    public void The_day_of_release_moves_but_never_backwards() =>
        Assert.False(Assert.Single(Moves(Known with { ReleasedOn = new(2019, 6, 1) })).Backwards);

    [Fact]
    public void Security_updates_that_end_earlier_move_backwards()
    {
        var paid = Known with { SecurityUpdatesEndOn = new(2032, 1, 13) };

        Assert.True(Assert.Single(Moves(paid with { SecurityUpdatesEndOn = new(2031, 1, 14) }, paid)).Backwards);
        Assert.True(Assert.Single(Moves(Known, paid)).Backwards);
        Assert.False(Assert.Single(Moves(paid)).Backwards);
    }

    [Fact]
    public void A_new_release_moves_nothing_and_a_new_name_neither()
    {
        var with = Catalog(Known with { Name = "Quill XIX" }, Known with { Key = "2022", Name = "Quill 2022" });

        Assert.Empty(DateMove.Between(Catalog(Known), with));
    }

    /// <summary>What holds is told by the phases: a day in mainstream or supported before and not after is a move
    /// backwards, whatever field says so.</summary>
    [Fact]
    public void Support_is_lost_only_by_a_move_backwards() =>
        Gen.Select(Releases, Releases).Sample((was, now) =>
        {
            var lost = Days.Any(day => Rank(was, day) > Rank(now, day));

            Assert.Equal(lost, Moves(now, was).Any(move => move.Backwards));
        });

    private static readonly LocalDate[] Days =
        [.. Enumerable.Range(0, 14).Select(year => new LocalDate(2020 + year, 7, 1))];

    private static Gen<LocalDate?> AnyDay { get; } = Gen.Int[-3, 10].Select(
        year => year < 0 ? null : (LocalDate?)new LocalDate(2021 + year, 1, 1));

    private static Gen<Release> Releases { get; } =
        Gen.Select(Gen.Bool, AnyDay, AnyDay, Gen.Int[0, 5]).Select((isFixed, mainstream, extended, ended) => Known with
        {
            Policy = isFixed ? LifecyclePolicy.Fixed : LifecyclePolicy.Modern,
            ReleasedOn = new(2020, 1, 1),
            MainstreamEndsOn = mainstream,
            ExtendedEndsOn = isFixed && (mainstream is null || extended is null || extended >= mainstream)
                ? extended
                : null,
            EndedOnUnknownDay = ended == 0,
        });

    private static int Rank(Release release, LocalDate day) => release.PhaseOn(day) switch
    {
        LifecyclePhase.Mainstream => 2,
        LifecyclePhase.Extended => 1,
        _ => 0,
    };

    private static IReadOnlyList<DateMove> Moves(Release now, Release? was = null) =>
        DateMove.Between(Catalog(was ?? Known), Catalog(now));

    private static ProductCatalog Catalog(params Release[] releases) =>
        new(1, [new Product("quill", "Quill", [], releases)]);

    private static LocalDate? Day(string? text) =>
        text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
