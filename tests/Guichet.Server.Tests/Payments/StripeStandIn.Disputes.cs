using System.Globalization;

namespace Guichet.Server.Tests.Payments;

/// <summary>The disputes of the stand-in: evidence is taken once and in time, an inquiry is not closed, and while the
/// bank has the money nothing of that payment is refunded.</summary>
internal sealed partial class StripeStandIn
{
    public Dictionary<string, StandInDispute> Disputes { get; } = [];

    /// <summary>The buyer disputes a payment at their bank: all of it, unless less is named. An inquiry asks before it
    /// takes.</summary>
    public string Dispute(string session, long? amount = null, bool inquiry = false)
    {
        lock (guard)
        {
            var paid = Sessions[session];
            var made = new StandInDispute($"dp_{++last}", paid.Intent!, amount ?? paid.Amount, paid.Currency)
            {
                Status = inquiry ? "warning_needs_response" : "needs_response",
                Created = Now,
                DueBy = Now + (7 * 86_400),
            };
            Disputes[made.Id] = made;
            Tell("charge.dispute.created", made.ToJson());
            return made.Id;
        }
    }

    /// <summary>The bank goes on: to a dispute after an inquiry, or to its decision.</summary>
    public void Judge(string dispute, string status)
    {
        lock (guard)
        {
            var judged = Disputes[dispute];
            judged.Status = status;

            // What was said to an inquiry is not evidence in the dispute after it.
            judged.Submitted &= status != "needs_response";
            Tell(
                status is "won" or "lost" or "warning_closed" ? "charge.dispute.closed" : "charge.dispute.updated",
                judged.ToJson());
        }
    }

    private (int Status, string Answer) RouteDispute(string method, string[] rest, StripeForm form)
    {
        if ((method, rest) is ("GET", []))
        {
            var since = long.Parse(form["created[gte]"] ?? "0", CultureInfo.InvariantCulture);
            return Ok(new
            {
                @object = "list",
                url = "/v1/disputes",
                has_more = false,
                data = Disputes.Values.Where(one => one.Created >= since).Select(one => one.ToJson()),
            });
        }

        if (rest.Length == 0 || !Disputes.TryGetValue(rest[0], out var dispute))
        {
            return Missing("dispute", rest.Length == 0 ? "" : rest[0]);
        }

        return (method, rest) switch
        {
            ("GET", [_]) => Ok(dispute.ToJson()),
            ("POST", [_, "close"]) => CloseDispute(dispute),
            ("POST", [_]) => Submit(dispute, form),
            _ => Error(404, "invalid_request_error", null, "Unrecognized request URL"),
        };
    }

    private (int Status, string Answer) CloseDispute(StandInDispute dispute)
    {
        if (dispute.Status != "needs_response")
        {
            return Error(400, "invalid_request_error", "dispute_not_closable", "This dispute cannot be closed.");
        }

        dispute.Status = "lost";
        Tell("charge.dispute.closed", dispute.ToJson());
        return Ok(dispute.ToJson());
    }

    private (int Status, string Answer) Submit(StandInDispute dispute, StripeForm form)
    {
        if (form.WhyNotEvidence() is { } wrong)
        {
            return Error(400, "invalid_request_error", wrong.Code, wrong.Message);
        }

        if (dispute.Submitted || Now >= dispute.DueBy
            || !dispute.Status.EndsWith("needs_response", StringComparison.Ordinal))
        {
            return Error(400, "invalid_request_error", "dispute_evidence_not_taken", "Evidence is not taken any more.");
        }

        dispute.Evidence = form.Evidence;
        dispute.Submitted = form["submit"] == "true";
        dispute.Status = dispute.Status.Replace("needs_response", "under_review", StringComparison.Ordinal);
        Tell("charge.dispute.updated", dispute.ToJson());
        return Ok(dispute.ToJson());
    }
}

/// <summary>A dispute at the stand-in.</summary>
internal sealed record StandInDispute(string Id, string Intent, long Amount, string Currency)
{
    public required string Status { get; set; }

    public long Created { get; init; }

    public long DueBy { get; init; }

    public bool Submitted { get; set; }

    public IReadOnlyDictionary<string, string> Evidence { get; set; } = new Dictionary<string, string>();

    public object ToJson() => new
    {
        id = Id,
        @object = "dispute",
        amount = Amount,
        currency = Currency,
        charge = $"ch_{Intent}",
        payment_intent = Intent,
        reason = "product_not_received",
        status = Status,
        created = Created,
        livemode = false,
        is_charge_refundable = Status.StartsWith("warning", StringComparison.Ordinal),
        evidence_details = new
        {
            due_by = DueBy,
            has_evidence = Evidence.Count > 0,
            past_due = false,
            submission_count = Submitted ? 1 : 0,
        },
        metadata = new Dictionary<string, string>(),
    };
}
