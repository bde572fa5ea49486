using System.Text.Json;
using Guichet.Accounts;
using Guichet.Calendars;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime.Text;

namespace Guichet.Server.Upkeep.Holidays;

/// <summary>The address of a calendar's holidays, read on a schedule.</summary>
internal sealed class HolidaySource
{
    /// <summary>Key of the calendar.</summary>
    public required string Calendar { get; init; }

    public required string Address { get; set; }

    public int IntervalHours { get; set; }

    /// <summary>Holidays are taken up to the end of so many years after the present one.</summary>
    public int YearsAhead { get; set; }

    /// <summary>Whether new holidays are taken over without approval. Those that move or disappear never are.</summary>
    public bool Automatic { get; set; }

    /// <summary>The administrator who has chosen so, in whose name that happens.</summary>
    public PersonId SetBy { get; set; }

    /// <summary>When it is read next. Whoever reads it moves this by the lease first.</summary>
    public Instant DueAt { get; set; }

    public string? Etag { get; set; }

    public string? LastModified { get; set; }

    /// <summary>Of the document read last, and of the years that it was read for.</summary>
    public string? ContentHash { get; set; }

    public Instant? FetchedAt { get; set; }

    public SourceOutcome Outcome { get; set; }

    public string? Failure { get; set; }

    public string? FailureDetail { get; set; }

    /// <summary>What was taken from it, as <see cref="HolidayList"/> writes it.</summary>
    public required string Taken { get; set; }

    /// <summary>Counts up with each claim and each outcome: one node reads it.</summary>
    public int Version { get; set; }
}

/// <summary>What an address brought that waits for an administrator; the latest only.</summary>
internal sealed class PendingHolidays
{
    public required string Calendar { get; init; }

    /// <summary>As <see cref="HolidayList"/> writes it.</summary>
    public required string Found { get; set; }

    public Instant FetchedAt { get; set; }
}

/// <summary>Holidays in a column.</summary>
internal static class HolidayList
{
    public static string Write(IEnumerable<Holiday> holidays) => JsonSerializer.Serialize(holidays.Select(holiday =>
        new Line(
            LocalDatePattern.Iso.Format(holiday.Date),
            holiday.Name.English,
            holiday.Closed?.OpenText,
            holiday.Closed?.CloseText)));

    public static IReadOnlyList<Holiday> Read(string text) =>
    [
        .. JsonSerializer.Deserialize<Line[]>(text)!.Select(line => new Holiday(
            LocalDatePattern.Iso.Parse(line.Date).Value,
            new LocalizedText(line.Name),
            line is { From: { } from, Until: { } until } ? Opening.TryParse(from, until).Value : null)),
    ];

    private sealed record Line(string Date, string Name, string? From, string? Until);
}

internal sealed class HolidaySourceMapping : IEntityTypeConfiguration<HolidaySource>
{
    public void Configure(EntityTypeBuilder<HolidaySource> builder)
    {
        builder.ToTable("holiday_source");
        builder.HasKey(source => source.Calendar);
        builder.Property(source => source.Version).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(source => source.SetBy);
    }
}

internal sealed class PendingHolidaysMapping : IEntityTypeConfiguration<PendingHolidays>
{
    public void Configure(EntityTypeBuilder<PendingHolidays> builder)
    {
        builder.ToTable("holiday_pending");
        builder.HasKey(pending => pending.Calendar);
        builder.HasOne<HolidaySource>().WithMany().HasForeignKey(pending => pending.Calendar);
    }
}
