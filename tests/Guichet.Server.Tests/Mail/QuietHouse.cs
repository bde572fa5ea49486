using Guichet.Server.Mail;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Mail;

/// <summary>Houses whose mail waits until a test delivers it.</summary>
public sealed class QuietSqliteHouse : SqliteHouse
{
    protected override void Configure(IWebHostBuilder host) => host.UseSetting("Mail:Delivers", "false");
}

public sealed class QuietPostgresHouse : PostgresHouse
{
    protected override void Configure(IWebHostBuilder host) => host.UseSetting("Mail:Delivers", "false");
}

internal static class OutboxOfHouse
{
    public static OutboxQueue Outbox(this House house) => house.Services.GetRequiredService<OutboxQueue>();

    public static Task<int> DeliverAsync(this House house) =>
        house.Services.GetRequiredService<OutboxDelivery>().DeliverDueAsync(CancellationToken.None);

    public static async Task<OutboxMessage> TellsAsync(this House house, string kind, object facts)
    {
        var message = OutboxMessage.Of(kind, facts, house.Clock.GetCurrentInstant());
        await house.Work.RunAsync<bool>(
            database =>
            {
                database.Add(message);
                return Task.FromResult<Result<bool>>(true);
            },
            TestContext.Current.CancellationToken);
        return message;
    }

    public static async Task<List<OutboxMessage>> ReadOutboxAsync(this House house)
    {
        await using var database = house.Storage.Read();
        return await database.Set<OutboxMessage>().AsNoTracking().OrderBy(message => message.Id)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    public static Task EmptyOutboxAsync(this House house) => house.Work.RunAsync<bool>(
        async database =>
        {
            await database.Set<OutboxMessage>().ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            return true;
        },
        TestContext.Current.CancellationToken);
}
