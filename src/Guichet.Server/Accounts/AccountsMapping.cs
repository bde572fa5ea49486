using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Accounts;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("person");
        builder.Property(person => person.Id).ValueGeneratedNever();
        builder.Property(person => person.ConcurrencyStamp).IsConcurrencyToken().IsRequired();
        builder.Property(person => person.SecurityStamp).IsRequired();
        builder.Property(person => person.UserName).IsRequired();
        builder.Property(person => person.NormalizedUserName).IsRequired();
        builder.Property(person => person.Email).IsRequired();
        builder.Property(person => person.NormalizedEmail).IsRequired();
        builder.HasOne<Organization>().WithMany().HasForeignKey(person => person.OrganizationId);
        builder.Ignore(person => person.PhoneNumber);
        builder.Ignore(person => person.PhoneNumberConfirmed);
        builder.Ignore(person => person.TwoFactorEnabled);
    }
}

internal sealed class OrganizationMapping : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organization");
        builder.Property(organization => organization.Id).ValueGeneratedNever();
    }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitation");
        builder.Property(invitation => invitation.Id).ValueGeneratedNever();
        builder.HasOne<Organization>().WithMany().HasForeignKey(invitation => invitation.OrganizationId);
        builder.HasOne<Person>().WithMany().HasForeignKey(invitation => invitation.InvitedBy);
    }
}

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_key");
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(key => key.PersonId);
    }
}
