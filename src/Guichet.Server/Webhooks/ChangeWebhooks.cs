using System.Net;
using Guichet.Accounts;
using Guichet.Client.Webhooks;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Webhooks;

/// <summary>An administrator registers a webhook, changes it, switches it on and off, or removes it.</summary>
internal sealed class ChangeWebhooks(
    UnitOfWork work,
    WebhookSecrets secrets,
    WebhookCourier courier,
    IOptions<WebhookOptions> options,
    IClock clock)
{
    /// <summary>Each costs a request for every event; more is a mistake of some program.</summary>
    private const int Most = 50;

    /// <summary>The secret, which is shown now and never again. Refused: <c>access.administrator-only</c>,
    /// <c>webhook.address-malformed</c>, <c>webhook.address-private</c>, <c>webhook.event-unknown</c>,
    /// <c>webhook.made-already</c>, <c>webhook.too-many</c>.</summary>
    public Task<Result<WebhookSecretView>> AddAsync(
        Actor actor, NewWebhook given, string from, CancellationToken cancel)
    {
        var (now, id) = (clock.GetCurrentInstant(), given.Id!.Value);
        var (clear, kept) = secrets.Make();
        return work.RunAsync<WebhookSecretView>(
            async database =>
            {
                if ((WhyNot(actor) ?? WhyNot(given.Address!, given.Events!)) is { } no)
                {
                    return no;
                }

                if (await database.Set<WebhookSubscription>().AnyAsync(one => one.Id == id, cancel))
                {
                    return new Refusal("webhook.made-already", "It was registered; its secret is not shown again.");
                }

                if (await database.Set<WebhookSubscription>().CountAsync(cancel) >= Most)
                {
                    return new Refusal("webhook.too-many", $"There are {Most} webhooks.").With("count", Most);
                }

                database.Add(new WebhookSubscription
                {
                    Id = id,
                    Address = given.Address!.Trim(),
                    Description = given.Description?.Trim() ?? "",
                    Events = [.. given.Events!.Distinct()],
                    Secret = kept,
                    CreatedAt = now,
                    CreatedBy = actor.Person,
                    Version = 1,
                });
                database.Audit(now, actor.Person, "webhook.registered", id, from);
                return new WebhookSecretView(id, clear, null);
            },
            cancel);
    }

    /// <summary>Refused: <c>webhook.unknown</c>, <c>version.changed</c>, and as adding one is.</summary>
    public Task<Result<WebhookView>> ChangeAsync(
        Actor actor, Guid id, WebhookChange given, int? version, string from, CancellationToken cancel) =>
        RunAsync<WebhookView>(
            actor,
            (id, version),
            ("webhook.changed", from),
            (row, _) =>
            {
                if (WhyNot(given.Address!, given.Events!) is { } no)
                {
                    return no;
                }

                (row.Address, row.Description) = (given.Address!.Trim(), given.Description?.Trim() ?? "");
                row.Events = [.. given.Events!.Distinct()];
                return row.AsView();
            },
            cancel);

    /// <summary>Another secret; the one before signs as well for <see cref="WebhookSecrets.Overlap"/>. Refused:
    /// <c>webhook.unknown</c>.</summary>
    public Task<Result<WebhookSecretView>> RotateAsync(Actor actor, Guid id, string from, CancellationToken cancel)
    {
        var (clear, kept) = secrets.Make();
        return RunAsync<WebhookSecretView>(
            actor,
            (id, null),
            ("webhook.secret-changed", from),
            (row, now) =>
            {
                (row.PreviousSecret, row.PreviousSecretUntil) = (row.Secret, now + WebhookSecrets.Overlap);
                row.Secret = kept;
                return new WebhookSecretView(id, clear, row.PreviousSecretUntil.Value.ToDateTimeOffset());
            },
            cancel);
    }

    /// <summary>Sends again, and at once what still waits: whoever switches it on has mended the receiver. Refused:
    /// <c>webhook.unknown</c>.</summary>
    public async Task<Result<WebhookView>> EnableAsync(Actor actor, Guid id, string from, CancellationToken cancel)
    {
        var enabled = await RunAsync<WebhookView>(
            actor,
            (id, null),
            ("webhook.enabled", from),
            async (database, row, now) =>
            {
                if (row.State != WebhookState.Enabled)
                {
                    // What is due within the lease may be under way; it comes by itself.
                    (row.State, row.FailingSince) = (WebhookState.Enabled, null);
                    var leased = now + DeliveryQueue.Lease;
                    await database.Set<WebhookDelivery>()
                        .Where(one => one.Subscription == id && one.DueAt > leased)
                        .ExecuteUpdateAsync(one => one.SetProperty(waiting => waiting.DueAt, now), cancel);
                }

                return row.AsView();
            },
            cancel);
        courier.Wake();
        return enabled;
    }

    /// <summary>Sends nothing any more. Refused: <c>webhook.unknown</c>.</summary>
    public Task<Result<WebhookView>> DisableAsync(Actor actor, Guid id, string from, CancellationToken cancel) =>
        RunAsync<WebhookView>(
            actor,
            (id, null),
            ("webhook.disabled", from),
            (row, _) =>
            {
                row.State = WebhookState.Disabled;
                return row.AsView();
            },
            cancel);

    /// <summary>With its deliveries. Refused: <c>webhook.unknown</c>.</summary>
    public Task<Result<bool>> RemoveAsync(Actor actor, Guid id, string from, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<bool>(
            async database =>
            {
                if (WhyNot(actor) is { } no)
                {
                    return no;
                }

                await database.Set<WebhookDelivery>().Where(one => one.Subscription == id).ExecuteDeleteAsync(cancel);
                database.Audit(now, actor.Person, "webhook.removed", id, from);
                return await database.Set<WebhookSubscription>().Where(one => one.Id == id)
                    .ExecuteDeleteAsync(cancel) == 1
                    ? true
                    : WebhookQueries.Unknown;
            },
            cancel);
    }

    /// <summary>Why somebody may not look after webhooks; null where they may.</summary>
    public static Refusal? WhyNot(Actor actor) => actor.Role == Role.Administrator
        ? null
        : new Refusal("access.administrator-only", "This is for administrators.");

    private Task<Result<T>> RunAsync<T>(
        Actor actor,
        (Guid Id, int? Version) at,
        (string Act, string From) audit,
        Func<WebhookSubscription, Instant, Result<T>> change,
        CancellationToken cancel) =>
        RunAsync(actor, at, audit, (_, row, now) => Task.FromResult(change(row, now)), cancel);

    private Task<Result<T>> RunAsync<T>(
        Actor actor,
        (Guid Id, int? Version) at,
        (string Act, string From) audit,
        Func<Database, WebhookSubscription, Instant, Task<Result<T>>> change,
        CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var (id, version) = at;
        return work.RunAsync<T>(
            async database =>
            {
                if (WhyNot(actor) is { } no)
                {
                    return no;
                }

                if (await database.Set<WebhookSubscription>().AsTracking()
                    .SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } row)
                {
                    return WebhookQueries.Unknown;
                }

                database.Audit(now, actor.Person, audit.Act, id, audit.From);
                if (version is { } expected && expected != row.Version)
                {
                    return new Refusal("version.changed", "It has changed since it was read.")
                        .With("expected", expected).With("current", row.Version);
                }

                row.Version++;
                return await change(database, row, now);
            },
            cancel);
    }

    private Refusal? WhyNot(string address, IReadOnlyList<string> events)
    {
        var known = EventKinds.All.Select(kind => kind.Type).ToHashSet();
        return events.FirstOrDefault(type => !known.Contains(type)) is { } unknown
            ? new Refusal("webhook.event-unknown", $"There is no event '{unknown}'.").With("event", unknown)
            : WhyNot(address);
    }

    /// <summary>What a name stands for is looked at when it is connected to, every time; here what the address says
    /// itself.</summary>
    private Refusal? WhyNot(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0
            || address.Fragment.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps
                || (address.Scheme == Uri.UriSchemeHttp && options.Value.AllowedNetworks.Count > 0)))
        {
            return new Refusal(
                "webhook.address-malformed", "The address is not one of https, or carries a password or a fragment.");
        }

        return IPAddress.TryParse(address.Host.Trim('[', ']'), out var host)
            && !WebhookNetworks.MayConnect(options.Value, address.Scheme == Uri.UriSchemeHttps, host)
            ? new Refusal("webhook.address-private", "The address lies inside the network.")
            : null;
    }
}
