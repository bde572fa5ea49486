using Guichet.Files;
using Guichet.Files.Policies;

namespace Guichet.Tests.Files;

public class ReadingAPolicyFile
{
    private const string Sound = """
        format: guichet-policy/1
        timeZone: Europe/Paris
        wishes:
          - key: break-fix
            name: Repair
          - { key: on-site, name: Visit, excluded: true, goInstead: Ask a partner }
        plans:
          - key: single
            name: { en: One, fr: Un }
            offer: sale
            price: 10.00 EUR
            phases: [mainstream]
            deployments: [on-premises]
          - key: benefit
            name: Benefit
            offer: contract
            phases: [mainstream]
            deployments: [cloud]
            insteadUse: [single]
        knownIssues:
          - key: KB 1
            plans: [single]
            signIns: [work]
            notice: Sign in otherwise
            wayRound: personal
        targets:
          - { severity: A, within: 2h }
          - { severity: B, within: 4h, calendar: hours }
          - { severity: C, within: 8h, plan: single }
          - { severity: C, within: 8h }
        calendars:
          - key: hours
            timeZone: Europe/Paris
            weekly:
              monday: [09:00-12:00, 14:00-24:00]
            holidays:
              - { date: 2026-05-01, name: Fête, closed: 14:00-18:00 }
            extraOpenings:
              2026-05-02: [09:00-12:00]
        taxes:
          - { country: FR, name: TVA, percent: 5.5 }
          - { country: "*", name: none, percent: 0 }
        closing:
          solutionWaitsDays: 5
          followUpDays: 14
        alarms:
          - { at: 75%, notify: [owner] }
          - { after: 1h, severities: [A, B], raise: true }
        missedResponse:
          offerCredit: true
        retention:
          attachments: 90
        """;

    [Fact]
    public void A_sound_file_gives_the_policy()
    {
        var reading = PolicyFile.Read(Sound);

        Assert.Empty(reading.Mistakes);
        Assert.Equal(new Money(1000, "EUR"), reading.Value!.Plans[0].Price);
        Assert.Equal("Un", reading.Value.Plans[0].Name.In("fr"));
        Assert.Equal(550, reading.Value.Taxes[0].BasisPoints);
        Assert.Equal(90, reading.Value.Retention.AttachmentDays);
        Assert.Equal(
            NodaConstants.NanosecondsPerDay, reading.Value.Calendars[0].Weekly[IsoDayOfWeek.Monday][1].Close);
    }

    [Theory]
    [InlineData("timeZone: Europe/Paris\nwishes", "timezone: Europe/Paris\nwishes", 2, 1, "file.key-unknown")]
    [InlineData("timeZone: Europe/Paris\nwishes", "timeZone: Europe/Pari\nwishes", 2, 11, "calendar.unknown-zone")]
    [InlineData("format: guichet-policy/1", "format: guichet-policy/2", 1, 9, "policy.format-unknown")]
    [InlineData("    name: Repair", "    name: Repair\n    name: Mend", 6, 5, "file.key-duplicate")]
    [InlineData("    name: Repair", "    excluded: false", 4, 5, "file.key-missing")]
    [InlineData("    name: Repair", "    name: [Repair]", 5, 11, "file.type-wrong")]
    [InlineData("    name: Repair", "    name: { de: Reparatur }", 5, 13, "file.key-unknown")]
    [InlineData(", goInstead: Ask a partner", "", 6, 5, "policy.go-instead-missing")]
    [InlineData("excluded: true", "excluded: yes", 6, 44, "file.type-wrong")]
    [InlineData("- key: single", "- key: Single Plan", 8, 10, "policy.key-malformed")]
    [InlineData("- key: benefit", "- key: single", 14, 10, "policy.plan-duplicate")]
    [InlineData("10.00 EUR", "-10.00 EUR", 11, 12, "policy.price-negative")]
    [InlineData("10.00 EUR", "10 EUR", 11, 12, "policy.price-malformed")]
    [InlineData("10.00 EUR", "10.00 UER", 11, 12, "policy.price-malformed")]
    [InlineData("10.00 EUR", "10.000 KWD", 11, 12, "policy.price-too-fine")]
    [InlineData("10.00 EUR", "10.500 TND", 11, 12, "policy.price-too-fine")]
    [InlineData("    price: 10.00 EUR\n", "", 8, 5, "policy.price-missing")]
    [InlineData("    offer: contract", "    offer: contract\n    price: 1.00 EUR", 17, 12, "policy.price-unused")]
    [InlineData("    offer: contract", "    offer: free\n    size: 3", 17, 11, "policy.size-unused")]
    [InlineData("    offer: contract", "    offer: rent", 16, 12, "file.word-unknown")]
    [InlineData("    offer: contract", "    offer: contract\n    size: none", 17, 11, "file.number-malformed")]
    [InlineData("    offer: contract", "    offer: contract\n    validity: 1y", 17, 15, "policy.validity-malformed")]
    [InlineData("    offer: contract", "    offer: contract\n    wants: [on-site]", 17, 13, "policy.wish-excluded")]
    [InlineData("    offer: contract", "    offer: contract\n    wants: [fix]", 17, 13, "policy.wish-unknown")]
    [InlineData("key: break-fix", "key: repair", 8, 5, "policy.wish-unknown")]
    [InlineData("phases: [mainstream]\n    deployments: [cloud]", "phases: [main]\n    deployments: [cloud]", 17, 14,
        "file.word-unknown")]
    [InlineData("phases: [mainstream]\n    deployments: [cloud]", "phases: [ended]\n    deployments: [cloud]", 17, 14,
        "file.word-unknown")]
    [InlineData("deployments: [cloud]", "deployments: []", 18, 18, "file.list-empty")]
    [InlineData("deployments: [cloud]", "deployments: cloud", 18, 18, "file.type-wrong")]
    [InlineData("insteadUse: [single]", "insteadUse: [singel]", 19, 18, "policy.plan-unknown")]
    [InlineData("insteadUse: [single]", "insteadUse: [benefit]", 19, 17, "policy.instead-itself")]
    [InlineData("plans: [single]", "plans: [pack]", 22, 13, "policy.plan-unknown")]
    [InlineData("wayRound: personal", "wayRound: work", 25, 15, "policy.way-round-closed")]
    [InlineData("wayRound: personal", "article: ftp://x/", 25, 14, "policy.address-malformed")]
    [InlineData("wayRound: personal", "{from: 2026-01-02, until: 2026-01-01}", 25, 5, "file.syntax")]
    [InlineData("wayRound: personal", "from: 2026-01-02\n    until: 2026-01-01", 26, 12, "policy.dates-backwards")]
    [InlineData("within: 2h", "within: 2 hours", 27, 28, "policy.duration-malformed")]
    [InlineData("within: 2h", "within: 0h", 27, 28, "policy.duration-malformed")]
    [InlineData("calendar: hours }", "calendar: office }", 28, 42, "policy.calendar-unknown")]
    [InlineData("plan: single }", "plan: double }", 29, 38, "policy.plan-unknown")]
    [InlineData("  - { severity: C, within: 8h }\n", "", 27, 3, "policy.target-missing")]
    [InlineData("severity: A, within", "severity: A, hours: around-the-clock, within", 27, 3, "policy.target-missing")]
    [InlineData("within: 8h, plan: single", "within: 9h", 30, 5, "policy.target-duplicate")]
    [InlineData("severity: B", "severity: D", 28, 17, "file.word-unknown")]
    [InlineData("calendar: hours }", "calendarByRegion: true }", 28, 50, "policy.regions-missing")]
    [InlineData("calendar: hours }", "calendar: hours, pauses: { within: [solution-offered] } }", 28, 67,
        "policy.first-response-never-pauses")]
    [InlineData("calendar: hours }", "calendar: hours, pauses: { resolution: [] } }", 28, 71,
        "policy.pause-without-target")]
    [InlineData("calendar: hours }", "resolution: 8h, pauses: { resolution: [in-progress] } }", 28, 71,
        "file.word-unknown")]
    [InlineData("  - { at: 75%, notify: [owner] }", "  - { clock: closing, at: 75%, notify: [owner] }", 47, 14,
        "file.word-unknown")]
    [InlineData("alarms:\n", "calendarByRegion:\n  - { countries: [FR], calendar: hours }\nalarms:\n", 47, 3,
        "policy.region-default-missing")]
    [InlineData("alarms:\n", "calendarByRegion:\n  - { countries: [FR, \"*\", FR], calendar: hours }\nalarms:\n", 47,
        28, "policy.region-duplicate")]
    [InlineData("alarms:\n", "calendarByRegion:\n  - { countries: [\"*\"], calendar: hous }\nalarms:\n", 47, 35,
        "policy.calendar-unknown")]
    [InlineData("alarms:\n", "calendarByRegion:\n  - { countries: [\"*\", fr], calendar: hours }\nalarms:\n", 47, 24,
        "policy.country-malformed")]
    [InlineData("    timeZone: Europe/Paris", "    timeZone: CET+1", 33, 15, "calendar.unknown-zone")]
    [InlineData("      monday", "      mondy", 35, 7, "file.key-unknown")]
    [InlineData("09:00-12:00, 14:00-24:00", "9-12", 35, 16, "policy.opening-malformed")]
    [InlineData("09:00-12:00, 14:00-24:00", "22:00-06:00", 35, 16, "calendar.opening-backwards")]
    [InlineData("09:00-12:00, 14:00-24:00", "22:00-22:00", 35, 16, "calendar.opening-empty")]
    [InlineData("09:00-12:00, 14:00-24:00", "09:00-24:01", 35, 16, "policy.opening-malformed")]
    [InlineData("09:00-12:00, 14:00-24:00", "09:00-12:00, 11:59-13:00", 35, 29, "calendar.openings-overlap")]
    [InlineData("date: 2026-05-01", "date: 1 May", 37, 17, "file.date-malformed")]
    [InlineData("date: 2026-05-01", "date: 1826-05-01", 37, 17, "calendar.out-of-range")]
    [InlineData("2026-05-02:", "2026-5-2:", 39, 7, "file.date-malformed")]
    [InlineData("    holidays:", "    changes: [{ validFrom: 2027-01-04, weekly: { friday: [9-12] } }]\n    holidays:",
        36, 59, "policy.opening-malformed")]
    [InlineData("    holidays:", "    changes: [{ validFrom: 1826-01-04, weekly: {} }]\n    holidays:",
        36, 28, "calendar.out-of-range")]
    [InlineData("    holidays:", "    changes: [{ weekly: {} }]\n    holidays:", 36, 15, "file.key-missing")]
    [InlineData("country: FR", "country: France", 41, 16, "policy.country-malformed")]
    [InlineData("country: FR", "country: \"*\"", 42, 16, "policy.tax-duplicate")]
    [InlineData("country: \"*\"", "country: DE", 41, 3, "policy.tax-missing")]
    [InlineData("percent: 5.5", "percent: '5,5'", 41, 40, "policy.percent-malformed")]
    [InlineData("percent: 5.5", "percent: 100.01", 41, 40, "policy.percent-malformed")]
    [InlineData("solutionWaitsDays: 5", "solutionWaitsDays: -1", 44, 22, "file.number-malformed")]
    [InlineData("  followUpDays: 14", "", 44, 3, "file.key-missing")]
    [InlineData("within: 2h", "within: 2h, nextUpdate: often", 27, 44, "policy.duration-malformed")]
    [InlineData("within: 2h", "within: 2h, resolution: 0h", 27, 44, "policy.duration-malformed")]
    [InlineData("at: 75%", "at: 75", 47, 11, "policy.share-malformed")]
    [InlineData("at: 75%", "at: 0%", 47, 11, "policy.share-malformed")]
    [InlineData("after: 1h", "after: 1 hour", 48, 14, "policy.duration-malformed")]
    [InlineData("after: 1h", "at: 50%, after: 1h", 48, 23, "policy.alarm-time-twice")]
    [InlineData("after: 1h, ", "", 48, 5, "file.key-missing")]
    [InlineData("after: 1h", "at: 75%", 48, 5, "policy.alarm-duplicate")]
    [InlineData("notify: [owner]", "notify: [boss]", 47, 25, "file.word-unknown")]
    [InlineData(", raise: true", "", 48, 5, "policy.alarm-does-nothing")]
    [InlineData("severities: [A, B]", "severities: []", 48, 30, "file.list-empty")]
    [InlineData("offerCredit: true", "automatic: true", 50, 3, "file.key-missing")]
    [InlineData("offerCredit: true", "offerCredit: false\n  automatic: true", 51, 14, "policy.credit-not-offered")]
    public void A_mistake_is_told_with_its_line_and_column(
        string right, string wrong, int line, int column, string code)
    {
        Assert.Contains(right, Sound, StringComparison.Ordinal);

        var reading = PolicyFile.Read(Sound.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(reading.Value);
        Assert.Contains(
            (line, column, code), reading.Mistakes.Select(mistake => (mistake.Line, mistake.Column, mistake.Code)));
    }

    [Fact]
    public void A_calendar_that_never_opens_or_not_for_ten_years_is_a_mistake_at_its_place()
    {
        var dates = Sound.Replace("monday: [09:00-12:00, 14:00-24:00]", "monday: []", StringComparison.Ordinal);
        var never = dates.Replace("2026-05-02: [09:00-12:00]", "2026-05-02: []", StringComparison.Ordinal);

        Assert.Empty(PolicyFile.Read(dates).Mistakes);
        Assert.Empty(PolicyFile.Read(dates, Instant.FromUtc(2026, 5, 1, 0, 0)).Mistakes);
        Assert.Equal(
            (32, 5, "calendar.never-open"),
            Place(PolicyFile.Read(dates, Instant.FromUtc(2026, 5, 3, 0, 0)).Mistakes));
        Assert.Equal((32, 5, "calendar.never-open"), Place(PolicyFile.Read(never).Mistakes));

        static (int Line, int Column, string Code) Place(IReadOnlyList<Mistake> mistakes) =>
            Assert.Single(mistakes) is var mistake ? (mistake.Line, mistake.Column, mistake.Code) : default;
    }

    [Fact]
    public void All_mistakes_are_told_in_one_go_in_the_order_of_their_lines()
    {
        var broken = Sound
            .Replace("timeZone: Europe/Paris\nwishes", "timeZone: Paris\nwishes", StringComparison.Ordinal)
            .Replace("10.00 EUR", "ten", StringComparison.Ordinal)
            .Replace("insteadUse: [single]", "insteadUse: [singel, other]", StringComparison.Ordinal)
            .Replace("calendar: hours", "calendar: hour", StringComparison.Ordinal)
            .Replace("followUpDays: 14", "followUpDays: soon", StringComparison.Ordinal);

        var mistakes = PolicyFile.Read(broken).Mistakes;

        Assert.Equal([2, 11, 19, 19, 28, 45], mistakes.Select(mistake => mistake.Line));
        Assert.Contains("Did you mean 'single'?", mistakes[2].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", mistakes[3].Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'hours'?", mistakes[4].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("- a\n- b")]
    [InlineData("plans: &a [*a]")]
    [InlineData("plans: *a")]
    [InlineData("a: !!int 3")]
    [InlineData("? [a]\n: b")]
    [InlineData("plans: [")]
    [InlineData("plans: [1, [], {wants: {}, insteadUse: [[]], signIns: [~]}, null]")]
    [InlineData("timeZone: Europe/Paris\n---\nplans: []")]
    [InlineData("\t")]
    [InlineData("plans: \"\\ud800\"")]
    public void Whatever_is_not_a_policy_is_a_mistake_and_no_crash(string text)
    {
        var reading = PolicyFile.Read(text);

        Assert.Null(reading.Value);
        Assert.NotEmpty(reading.Mistakes);
        Assert.All(reading.Mistakes, mistake => Assert.True(mistake is { Line: > 0, Column: > 0 }, $"{mistake}"));
    }

    [Fact]
    public void Nesting_without_end_is_a_mistake_and_no_crash() =>
        Assert.Contains(
            PolicyFile.Read(new string('[', 100_000)).Mistakes, mistake => mistake.Code == "file.syntax");

    [Fact]
    public void The_shipped_policy_is_written_and_read_the_same()
    {
        var policy = PolicyFile.Read(DataFile.Text("policy.yaml")).Value!;

        var again = PolicyFile.Read(PolicyFile.Write(policy));

        Assert.Empty(again.Mistakes);
        Assert.Equal(Structure.Of(policy), Structure.Of(again.Value));
    }
}
