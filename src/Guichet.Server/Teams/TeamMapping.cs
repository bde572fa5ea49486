using System.Text.Json;
using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Teams;

/// <summary>A team as it is stored.</summary>
internal sealed class TeamRow
{
    public required string Key { get; init; }

    public required string Name { get; set; }

    public string? Calendar { get; set; }

    public OwnerChoice Choice { get; set; }

    public IReadOnlyList<string> Skills { get; set; } = [];

    public IReadOnlyList<string> HandsOverTo { get; set; } = [];

    public bool Retired { get; set; }

    /// <summary>How often a member was chosen. Two nodes that choose at once both count it up: one of them loses the
    /// race and chooses again.</summary>
    public long Turns { get; set; }

    public int Version { get; set; }
}

/// <summary>A member as it is stored.</summary>
internal sealed class TeamMemberRow
{
    public required string Team { get; init; }

    public PersonId Person { get; init; }

    public IReadOnlyList<string> Skills { get; set; } = [];

    public long LastTurn { get; set; }
}

/// <summary>A rule as it is stored.</summary>
internal sealed class AssignmentRuleRow
{
    public int Position { get; init; }

    public IReadOnlyList<string> Products { get; init; } = [];

    public IReadOnlyList<string> Severities { get; init; } = [];

    public IReadOnlyList<string> Plans { get; init; } = [];

    public IReadOnlyList<string> Teams { get; init; } = [];
}

/// <summary>One row, which counts up with each change of a team or a rule.</summary>
internal sealed class TeamRevision
{
    public int Line { get; init; }

    public int Revision { get; set; }
}

internal sealed class TeamRowMapping : IEntityTypeConfiguration<TeamRow>
{
    public void Configure(EntityTypeBuilder<TeamRow> builder)
    {
        builder.ToTable("team");
        builder.HasKey(team => team.Key);
        builder.Property(team => team.Turns).IsConcurrencyToken();
        builder.Property(team => team.Version).IsConcurrencyToken();
        builder.Property(team => team.Skills).IsListOfTexts();
        builder.Property(team => team.HandsOverTo).IsListOfTexts();
    }
}

internal sealed class TeamMemberRowMapping : IEntityTypeConfiguration<TeamMemberRow>
{
    public void Configure(EntityTypeBuilder<TeamMemberRow> builder)
    {
        builder.ToTable("team_member");
        builder.HasKey(member => new { member.Team, member.Person });
        builder.Property(member => member.Skills).IsListOfTexts();
        builder.HasOne<TeamRow>().WithMany().HasForeignKey(member => member.Team);
        builder.HasOne<Person>().WithMany().HasForeignKey(member => member.Person);
    }
}

internal sealed class AssignmentRuleMapping : IEntityTypeConfiguration<AssignmentRuleRow>
{
    public void Configure(EntityTypeBuilder<AssignmentRuleRow> builder)
    {
        builder.ToTable("assignment_rule");
        builder.HasKey(rule => rule.Position);
        builder.Property(rule => rule.Position).ValueGeneratedNever();
        builder.Property(rule => rule.Products).IsListOfTexts();
        builder.Property(rule => rule.Severities).IsListOfTexts();
        builder.Property(rule => rule.Plans).IsListOfTexts();
        builder.Property(rule => rule.Teams).IsListOfTexts();
    }
}

internal sealed class TeamRevisionMapping : IEntityTypeConfiguration<TeamRevision>
{
    public void Configure(EntityTypeBuilder<TeamRevision> builder)
    {
        builder.ToTable("team_revision");
        builder.HasKey(row => row.Line);
        builder.Property(row => row.Line).ValueGeneratedNever();
        builder.Property(row => row.Revision).IsConcurrencyToken();
    }
}

internal static class TextLists
{
    /// <summary>Kept as a JSON array: it is read and written as a whole.</summary>
    public static void IsListOfTexts(this PropertyBuilder<IReadOnlyList<string>> property) => property.HasConversion(
        texts => JsonSerializer.Serialize(texts, JsonSerializerOptions.Web),
        text => JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Web)!,
        new ValueComparer<IReadOnlyList<string>>(
            (one, other) => one!.SequenceEqual(other!), texts => texts.Count, texts => texts));
}
