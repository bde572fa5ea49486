using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Answering;

/// <summary>Removes the links that have ended.</summary>
internal sealed class ForgetAnswerLinks(UnitOfWork work, IClock clock) : ISweep
{
    public Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                await database.Set<AnswerLink>().Where(link => link.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
                return true;
            },
            cancel);
    }
}
