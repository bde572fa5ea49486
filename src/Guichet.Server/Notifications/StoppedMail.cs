using Guichet.Accounts;
using Guichet.Client.Notifications;
using Guichet.Server.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guichet.Server.Notifications;

/// <summary>Mails that somebody does not want.</summary>
internal sealed class StoppedMail
{
    public PersonId Person { get; init; }

    public MailTopic Topic { get; init; }

    public Instant StoppedAt { get; init; }
}

internal sealed class StoppedMailMapping : IEntityTypeConfiguration<StoppedMail>
{
    public void Configure(EntityTypeBuilder<StoppedMail> builder)
    {
        builder.ToTable("stopped_mail");
        builder.HasKey(stopped => new { stopped.Person, stopped.Topic });
        builder.HasOne<Person>().WithMany().HasForeignKey(stopped => stopped.Person);
    }
}
