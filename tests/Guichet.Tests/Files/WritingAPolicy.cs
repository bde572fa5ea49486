using CsCheck;
using Guichet.Accounts;
using Guichet.Calendars;
using Guichet.Catalog;
using Guichet.Files.Policies;
using Guichet.Plans;
using Guichet.Policies;
using Guichet.ServiceLevels;

namespace Guichet.Tests.Files;

public class WritingAPolicy
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.OneOf("null", "~", "true", "2019", "- a", "a: b", "#", "'", "\"", " lead", "two\nlines\n"),
        Gen.OneOf("é « » …", "😀", "\\", "tab\t", "&a", "*a", "!t", "%", "a #b", "[", "a,b", "---"),
        Gen.String[Gen.Char["abc :#-[]{},&*!|>'\"%@`é\n"], 1, 30]);

    private static readonly Gen<LocalizedText> AnyLocalized =
        Gen.Select(AnyText, AnyText.Null()).Select((english, french) => new LocalizedText(english, french ?? ""));

    private static readonly Gen<LocalDate> AnyDay =
        Gen.Int[0, 3000].Select(day => new LocalDate(2024, 1, 1).PlusDays(day));

    private static readonly Gen<Opening> AnyOpening = Gen.Select(Gen.Int[0, 86_399], Gen.Int[1, 86_400])
        .Where((open, close) => open < close)
        .Select((open, close) => new Opening(open * 1_000_000_000L, close * 1_000_000_000L));

    private static readonly Gen<CalendarDefinition> AnyCalendar = Gen.Select(
            Gen.Int[1, 7].Select(day => (IsoDayOfWeek)day), AnyOpening, AnyDay, AnyLocalized, AnyOpening, Gen.Bool)
        .Select((day, opening, date, name, part, whole) => new CalendarDefinition(
            "hours",
            "Europe/Paris",
            new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> { [day] = [opening] },
            [new Holiday(date, name, whole ? null : part)],
            whole ? new Dictionary<LocalDate, IReadOnlyList<Opening>>()
                : new Dictionary<LocalDate, IReadOnlyList<Opening>> { [date] = [part], [date.PlusDays(1)] = [] })
        {
            Changes = whole ? [] :
            [
                new(date, new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> { [day] = [part] }),
                new(date.PlusDays(1), new Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>>()),
            ],
        });

    private static readonly Gen<SupportPlan> AnyPlan = Gen.Select(
            AnyLocalized, Gen.Enum<PlanOffer>(), Gen.Int[1, 50], Gen.Bool, Gen.Bool, Gen.Int[1, 400], AnyMoney(),
            Gen.Enum<PartnerLevel>().Where(level => level != PartnerLevel.None).HashSet[0, 3])
        .Select((name, offer, number, first, second, days, price, levels) => new SupportPlan(
            "plan",
            name,
            offer,
            offer == PlanOffer.Free || first ? null : number,
            first ? Set(LifecyclePhase.Mainstream, LifecyclePhase.Extended) : Set(LifecyclePhase.Upcoming),
            Set(second ? Deployment.Cloud : Deployment.OnPremises),
            second ? ReleasePolicy.Any : new ReleasePolicy(number))
        {
            Description = first ? new LocalizedText("") : name,
            SignIns = Set(second ? SignInKind.Work : SignInKind.Personal),
            PartnerLevels = levels,
            NeedsCompetency = first,
            Wants = Set(first ? "other" : "break-fix"),
            Price = offer == PlanOffer.Sale ? price : null,
            Validity = second ? Period.FromYears(1) : new PeriodBuilder { Months = number, Days = days }.Build(),
            Paid = second,
            SharedInOrganization = first,
            InsteadUse = first ? ["second"] : [],
        });

    private static readonly Gen<SupportPolicy> AnyPolicy = Gen.Select(
            AnyPlan, AnyPlan, AnyCalendar, AnyLocalized, AnyDay, Gen.Int[1, 400_000], Gen.Int[0, 10_000], Gen.Bool)
        .Select((plan, second, calendar, text, day, seconds, basisPoints, flag) => new SupportPolicy
        {
            TimeZone = "Asia/Kathmandu",
            Wishes =
            [
                new("break-fix", text, false, new("")), new("other", text, false, text), new("no", text, true, text),
            ],
            Plans = [plan, second with { Key = "second", InsteadUse = flag ? ["plan"] : [] }],
            KnownIssues =
            [
                new(flag ? "KB 1" : "#2: é", Set("plan", "second"), Set(SignInKind.Work),
                    flag ? day : null, flag ? null : day, text)
                {
                    Article = flag ? new("https://example.org/a?b=c#d") : new(""),
                    WayRound = flag ? SignInKind.Personal : null,
                },
            ],
            Targets =
            [
                .. Enum.GetValues<Severity>().Select(severity => new ResponseTarget(
                    severity, null, null, Duration.FromSeconds(seconds), flag && seconds % 2 == 0 ? "hours" : null)
                {
                    CalendarByRegion = flag && seconds % 2 == 1,
                    NextUpdate = flag ? Duration.FromHours(8) : null,
                    Resolution = flag ? null : Duration.FromSeconds(seconds),
                    NextUpdatePauses = flag ? Set<WaitingState>() : ResponseTarget.AnyWaiting,
                    ResolutionPauses = flag ? ResponseTarget.AnyWaiting : Set(WaitingState.SolutionOffered),
                }),
                new(Severity.B, HoursOfCoverage.AroundTheClock, "plan", Duration.FromSeconds(1), null),
            ],
            Calendars = [calendar],
            CalendarByRegion = flag ? [new(["FR", "BE"], "hours"), new(["*"], "hours")] : [],
            Taxes = [new("FR", text, basisPoints), new("*", text, 0)],
            Alarms =
            [
                new(new(1 + (seconds % 1000), Duration.Zero), Set(Severity.A), Set(AlarmAction.Raise)),
                new(new(100, Duration.FromSeconds(seconds)), Set(Severity.A, Severity.B, Severity.C),
                    Set(AlarmAction.NotifyOwner, AlarmAction.NotifyManagers))
                {
                    Promise = (PromiseKind)(seconds % 3),
                },
            ],
            Closing = new(basisPoints % 300, seconds % 3000)
            {
                MissedResponse = (Guichet.Incidents.CreditOffer)(seconds % 3),
            },
            Retention = new(flag ? 1 + (seconds % 1000) : null),
        });

    [Fact]
    public void Whatever_is_written_reads_the_same() => AnyPolicy.Sample(policy =>
    {
        var text = PolicyFile.Write(policy);
        var again = PolicyFile.Read(text);
        Assert.True(again.Mistakes.Count == 0, string.Join('\n', again.Mistakes) + "\n" + text);
        Assert.Equal(Structure.Of(policy), Structure.Of(again.Value));
    });

    [Theory]
    [InlineData("0.00 USD", 0, "USD")]
    [InlineData("499.00 USD", 49_900, "USD")]
    [InlineData("55000 JPY", 55_000, "JPY")]
    [InlineData("1.250 KWD", 1_250, "KWD")]
    public void A_price_has_the_decimals_of_its_currency(string text, long amount, string currency)
    {
        Assert.Equal(new Money(amount, currency), WrittenForms.ReadMoney(text));
        Assert.Equal(text, WrittenForms.Write(new Money(amount, currency)));
    }

    [Theory]
    [InlineData("2h", 7_200)]
    [InlineData("1h30m", 5_400)]
    [InlineData("45s", 45)]
    public void A_length_of_time_has_hours_minutes_and_seconds(string text, int seconds)
    {
        Assert.Equal(Duration.FromSeconds(seconds), WrittenForms.ReadDuration(text));
        Assert.Equal(text, WrittenForms.Write(Duration.FromSeconds(seconds)));
    }

    private static Gen<Money> AnyMoney() =>
        Gen.Select(Gen.Int[0, 99_999_999], Gen.OneOf("USD", "JPY", "XOF"))
            .Select((amount, currency) => new Money(amount, currency));

    private static HashSet<T> Set<T>(params T[] items) => [.. items];
}
