using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Guichet.Server.Tests.Payments;

/// <summary>Stands in for Stripe over HTTP, and is as strict: it asks for the secret key and the version, knows its
/// parameters, refuses a key of idempotency that comes with another body, and never gives back more than it took. Time
/// is the house's.</summary>
internal sealed partial class StripeStandIn(IClock clock) : IAsyncDisposable
{
    public const string SecretKey = "sk_test_standin0000000000000000";
    public const string WebhookSecret = "whsec_standin0000000000000000";

    private readonly Lock guard = new();
    private readonly Dictionary<string, (string Body, int Status, string Answer, long At)> keys = [];
    private WebApplication? app;
    private int answersToLose;
    private int last;

    public string Address { get; private set; } = "";

    public Dictionary<string, StandInSession> Sessions { get; } = [];

    public Dictionary<string, StandInRefund> Refunds { get; } = [];

    /// <summary>What happened, oldest first; nobody is told before <see cref="StripeEvents"/> does.</summary>
    public List<(string Type, JsonElement Object, Instant At)> Events { get; } = [];

    /// <summary>How many calls of each kind came in: <c>POST /v1/refunds</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What becomes of refunds: succeeded, pending or failed at once.</summary>
    public string RefundsBecome { get; set; } = "succeeded";

    /// <summary>The error that the next refunds are refused with; null for none.</summary>
    public string? RefundsAreRefusedWith { get; set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        Address = app.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>The next calls are done, and their answers lost on the way.</summary>
    public void LoseAnswers(int count) => answersToLose = count;

    /// <summary>The buyer pays on the hosted page; where a card cannot be charged at once, the money comes later.
    /// </summary>
    public void Pay(string session, bool later = false)
    {
        lock (guard)
        {
            var paid = Sessions[session];
            Assert.Equal("open", paid.Status(Now));
            paid.Intent ??= $"pi_{++last}";
            (paid.Completed, paid.Paid, paid.LastError) = (true, !later, null);
            Tell("checkout.session.completed", paid.ToJson(Now, expanded: false));
        }
    }

    /// <summary>What was paid later arrives, or does not.</summary>
    public void Settle(string session, bool paid)
    {
        lock (guard)
        {
            var settled = Sessions[session];
            settled.Paid = paid;
            settled.LastError = paid ? null : "payment_intent_payment_attempt_failed";
            Tell(
                $"checkout.session.async_payment_{(paid ? "succeeded" : "failed")}",
                settled.ToJson(Now, expanded: false));
        }
    }

    /// <summary>The buyer's card is declined; they are still on the page.</summary>
    public void Decline(string session)
    {
        lock (guard)
        {
            var declined = Sessions[session];
            declined.Intent ??= $"pi_{++last}";
            declined.LastError = "card_declined";
            Tell("payment_intent.payment_failed", declined.IntentToJson());
        }
    }

    /// <summary>Nobody paid in time; the house's clock says when that is.</summary>
    public void TellExpired(string session)
    {
        lock (guard)
        {
            Assert.Equal("expired", Sessions[session].Status(Now));
            Tell("checkout.session.expired", Sessions[session].ToJson(Now, expanded: false));
        }
    }

    /// <summary>A refund that was on its way arrives, or comes back.</summary>
    public void SettleRefund(string refund, string status)
    {
        lock (guard)
        {
            var settled = Refunds[refund] = Refunds[refund] with { Status = status };
            Tell($"refund.{(status == "failed" ? "failed" : "updated")}", settled.ToJson());
        }
    }

    /// <summary>Somebody gives money back by hand, in Stripe's own pages.</summary>
    public string RefundByHand(string session, long amount)
    {
        lock (guard)
        {
            var made = new StandInRefund($"re_{++last}", Sessions[session].Intent!, amount, "usd", [], "succeeded");
            Refunds[made.Id] = made;
            Tell("refund.created", made.ToJson());
            return made.Id;
        }
    }

    private long Now => clock.GetCurrentInstant().ToUnixTimeSeconds();

    private void Tell(string type, object described) =>
        Events.Add((type, JsonSerializer.SerializeToElement(described), clock.GetCurrentInstant()));

    private async Task AnswerAsync(HttpContext http)
    {
        var request = http.Request;
        var body = await new StreamReader(request.Body).ReadToEndAsync();
        var (status, answer) = Guarded(request, body);
        if (answersToLose > 0)
        {
            answersToLose--;
            http.Abort();
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.Headers["Request-Id"] = $"req_{last}";
        await http.Response.WriteAsync(answer);
    }

    private (int Status, string Answer) Guarded(HttpRequest request, string body)
    {
        lock (guard)
        {
            Calls.Add($"{request.Method} {request.Path}");
            if (request.Headers.Authorization != $"Bearer {SecretKey}")
            {
                return Error(401, "invalid_request_error", null, "Invalid API Key provided");
            }

            if (request.Headers["Stripe-Version"].Count == 0)
            {
                return Error(400, "invalid_request_error", null, "No version");
            }

            if (request.Method != "POST")
            {
                return Route(request, new StripeForm(request.QueryString.Value!.TrimStart('?')));
            }

            if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) != true)
            {
                return Error(400, "invalid_request_error", null, "Unsupported content type");
            }

            return Once(request, body);
        }
    }

    /// <summary>The first answer to a key is the answer to it for a day; but what was refused as malformed was never
    /// begun.</summary>
    private (int Status, string Answer) Once(HttpRequest request, string body)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            return Error(400, "invalid_request_error", null, "The house sends a key with each call");
        }

        if (keys.TryGetValue(key, out var known) && known.At > Now - 86_400)
        {
            return known.Body == request.Path + body
                ? (known.Status, known.Answer)
                : Error(
                    400, "idempotency_error", null,
                    "Keys for idempotent requests can only be used with the parameters they were first used with.");
        }

        var (status, answer) = Route(request, new StripeForm(body));
        if (status == 200)
        {
            keys[key] = (request.Path + body, status, answer, Now);
        }

        return (status, answer);
    }

    private (int Status, string Answer) Route(HttpRequest request, StripeForm form)
    {
        var path = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, path) switch
        {
            ("POST", ["v1", "checkout", "sessions"]) => Create(form),
            ("GET", ["v1", "checkout", "sessions"]) => List(form),
            ("GET", ["v1", "checkout", "sessions", var id]) => Sessions.TryGetValue(id, out var found)
                ? Ok(found.ToJson(Now, form["expand[0]"] == "payment_intent"))
                : Missing("checkout.session", id),
            ("POST", ["v1", "checkout", "sessions", var id, "expire"]) => Expire(id),
            ("POST", ["v1", "refunds"]) => Refund(form),
            ("GET", ["v1", "refunds"]) => Ok(new
            {
                @object = "list",
                url = "/v1/refunds",
                has_more = false,
                data = Refunds.Values.Where(one => one.Intent == form["payment_intent"]).Select(one => one.ToJson()),
            }),
            ("GET", ["v1", "refunds", var id]) => Refunds.TryGetValue(id, out var refund)
                ? Ok(refund.ToJson())
                : Missing("refund", id),
            (var method, ["v1", "disputes", .. var rest]) => RouteDispute(method, rest, form),
            _ => Error(404, "invalid_request_error", null, $"Unrecognized request URL ({request.Path})"),
        };
    }

    private (int Status, string Answer) Create(StripeForm form)
    {
        if (form.WhyNotSession(Now) is { } wrong)
        {
            return Error(400, "invalid_request_error", wrong.Code, wrong.Message);
        }

        var id = $"cs_test_{++last}";
        Sessions[id] = new StandInSession
        {
            Id = id,
            Order = form["client_reference_id"],
            Amount = form.Total,
            Currency = form["line_items[0][price_data][currency]"]!,
            Created = Now,
            ExpiresAt = long.Parse(form["expires_at"]!, CultureInfo.InvariantCulture),
            Url = $"{Address}/c/pay/{id}",
            SuccessUrl = form["success_url"]!,
            Lines = form.Lines,
        };
        return Ok(Sessions[id].ToJson(Now, expanded: false));
    }

    private (int Status, string Answer) List(StripeForm form)
    {
        var since = long.Parse(form["created[gte]"] ?? "0", CultureInfo.InvariantCulture);
        var found = Sessions.Values
            .Where(session => session.Created >= since
                && (form["payment_intent"] is not { } intent || session.Intent == intent))
            .OrderByDescending(session => session.Created).ThenByDescending(session => session.Id)
            .ToList();
        var after = form["starting_after"] is { } last ? found.FindIndex(session => session.Id == last) + 1 : 0;
        var limit = Math.Min(2, int.Parse(form["limit"] ?? "10", CultureInfo.InvariantCulture));
        return Ok(new
        {
            @object = "list",
            url = "/v1/checkout/sessions",
            has_more = found.Count > after + limit,
            data = found.Skip(after).Take(limit).Select(session => session.ToJson(Now, expanded: false)),
        });
    }

    private (int Status, string Answer) Expire(string id)
    {
        if (!Sessions.TryGetValue(id, out var session))
        {
            return Missing("checkout.session", id);
        }

        if (session.Status(Now) != "open")
        {
            return Error(400, "invalid_request_error", null, "Only an open Checkout Session can expire.");
        }

        session.ExpiresAt = Now;
        Tell("checkout.session.expired", session.ToJson(Now, expanded: false));
        return Ok(session.ToJson(Now, expanded: false));
    }

    private (int Status, string Answer) Refund(StripeForm form)
    {
        if (form.WhyNotRefund() is { } wrong)
        {
            return Error(400, "invalid_request_error", wrong.Code, wrong.Message);
        }

        var paid = Sessions.Values.SingleOrDefault(session => session.Paid && session.Intent == form["payment_intent"]);
        if (paid is null)
        {
            return Missing("payment_intent", form["payment_intent"]!);
        }

        if (RefundsAreRefusedWith is { } refused)
        {
            return Error(400, "invalid_request_error", refused, "The refund was refused.");
        }

        if (Disputes.Values.Any(one => one.Intent == paid.Intent && one.Status != "won"
            && !one.Status.StartsWith("warning", StringComparison.Ordinal)))
        {
            return Error(400, "invalid_request_error", "charge_disputed", "The charge has been charged back.");
        }

        var amount = long.Parse(form["amount"]!, CultureInfo.InvariantCulture);
        var given = Refunds.Values
            .Where(one => one.Intent == paid.Intent && one.Status != "failed")
            .Sum(one => one.Amount);
        if (given + amount > paid.Amount)
        {
            return Error(400, "invalid_request_error", "charge_already_refunded", "Refund exceeds the charge.");
        }

        var made = new StandInRefund(
            $"re_{++last}", paid.Intent!, amount, paid.Currency, form.Metadata, RefundsBecome);
        Refunds[made.Id] = made;
        Tell("refund.created", made.ToJson());
        return Ok(made.ToJson());
    }

    private static (int Status, string Answer) Ok(object answer) => (200, JsonSerializer.Serialize(answer));

    private static (int Status, string Answer) Missing(string what, string id) =>
        Error(404, "invalid_request_error", "resource_missing", $"No such {what}: '{id}'");

    private static (int Status, string Answer) Error(int status, string type, string? code, string message) =>
        (status, JsonSerializer.Serialize(new { error = new { type, code, message } }));
}
