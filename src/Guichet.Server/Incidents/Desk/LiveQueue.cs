using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Presence;
using Guichet.Server.Storage;

namespace Guichet.Server.Incidents.Desk;

/// <summary>Tells an open queue page that something has changed, so that it fetches itself again. The stream carries no
/// data: what a reader may see is decided when the page is fetched.</summary>
internal static class LiveQueue
{
    public const string Address = "/desk/queue/live";

    private const string MediaType = "text/event-stream";

    /// <summary>Often enough for proxies, which close what is silent for a minute.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(25);

    public static void MapLiveQueue(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Address, Follow).RequireAuthorization(Access.Agent).ExcludeFromDescription();

    private static IResult Follow(
        HttpContext http, ChangeSignal changes, WhoIsHere here, IHostApplicationLifetime house)
    {
        // Only for those who know that it does not end.
        if (!http.Request.Headers.Accept.ToString().Contains(MediaType, StringComparison.Ordinal))
        {
            return Results.StatusCode(StatusCodes.Status406NotAcceptable);
        }

        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(
            FollowAsync(changes, here, house.ApplicationStopping, http.RequestAborted));
    }

    /// <summary>"changed" at once, since nobody knows what happened before, and then with each change; "here" when
    /// somebody comes to an incident, begins to write, stops or goes; "quiet" now and then, so that either side notices
    /// when the other is gone.</summary>
    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(
        ChangeSignal changes,
        WhoIsHere here,
        CancellationToken closing,
        [EnumeratorCancellation] CancellationToken gone)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(closing, gone);
        var (next, comings) = (changes.Next, here.Next);
        Task either = Task.WhenAny(next, comings);
        yield return new("", "changed") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
        while (!ends.IsCancellationRequested)
        {
            // The same one for as long as nothing comes: in a quiet night each new one would stay with both for good.
            await either.WaitAsync(Heartbeat, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (next.IsCompleted)
            {
                next = changes.Next;
                either = Task.WhenAny(next, comings);
                yield return new("", "changed");
            }
            else if (comings.IsCompleted)
            {
                comings = here.Next;
                either = Task.WhenAny(next, comings);
                yield return new("", "here");
            }
            else if (!ends.IsCancellationRequested)
            {
                yield return new("", "quiet");
            }
        }
    }
}
