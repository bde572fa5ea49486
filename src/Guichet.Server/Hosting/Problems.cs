using System.Diagnostics;
using System.Text.Json;
using Guichet.Server.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Guichet.Server.Hosting;

/// <summary>The one place where a "no" becomes HTTP: RFC 9457 problem details with the refusal's code and facts, and
/// wrong fields by their JSON pointer.</summary>
internal static class Problems
{
    /// <summary>The answer to a refused request.</summary>
    public static IResult Of(Refusal refusal, HttpContext http)
    {
        var texts = http.RequestServices.GetRequiredService<Texts>();
        var problem = new ProblemDetails
        {
            Type = $"urn:guichet:{refusal.Code}",
            Title = texts.Sentence(refusal),
            Status = StatusOf(refusal.Code),
        };
        problem.Extensions["code"] = refusal.Code;
        if (refusal.Facts.Count > 0)
        {
            problem.Extensions["facts"] = refusal.Facts.ToDictionary(fact => fact.Key, fact => Wire(fact.Value));
        }

        return Write(problem, http);
    }

    /// <summary>The answer to fields that are wrong by themselves: each named by its JSON pointer.</summary>
    public static IResult Of(IReadOnlyList<FieldMistake> mistakes, HttpContext http)
    {
        var texts = http.RequestServices.GetRequiredService<Texts>();
        var problem = new ProblemDetails
        {
            Type = "urn:guichet:fields.wrong",
            Title = texts["refusal.fields.wrong"],
            Status = StatusCodes.Status422UnprocessableEntity,
        };
        problem.Extensions["code"] = "fields.wrong";
        problem.Extensions["errors"] = mistakes
            .GroupBy(mistake => mistake.Pointer)
            .ToDictionary(field => field.Key, field => field.Select(mistake => mistake.Sentence(texts)).ToArray());
        return Write(problem, http);
    }

    /// <summary>What one may not see does not exist; what changed in between is 412; the rest is a conflict.</summary>
    private static int StatusOf(string code) => code switch
    {
        _ when code.EndsWith(".unknown", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        "access.no-key" => StatusCodes.Status401Unauthorized,
        _ when code.StartsWith("access.", StringComparison.Ordinal) => StatusCodes.Status403Forbidden,
        _ when code.StartsWith("file.", StringComparison.Ordinal) => StatusCodes.Status422UnprocessableEntity,
        _ when code.StartsWith("search.", StringComparison.Ordinal) => StatusCodes.Status422UnprocessableEntity,
        "version.changed" or "draft.changed" => StatusCodes.Status412PreconditionFailed,
        "version.required" => StatusCodes.Status428PreconditionRequired,
        "attempts.too-many" or "requests.too-many" => StatusCodes.Status429TooManyRequests,
        "catalog.mistakes" or "policy.mistakes" => StatusCodes.Status422UnprocessableEntity,
        "attachment.empty" or "attachment.too-large" or "attachment.too-long" or "attachment.executable"
            or "attachment.pretends" => StatusCodes.Status422UnprocessableEntity,
        "report.months-wrong" or "report.grouping-wrong" or "report.satisfaction-grouping-wrong"
            => StatusCodes.Status422UnprocessableEntity,
        "incident.no-guarantee-not-accepted" or "incident.severity-a-around-the-clock" or "incident.contact-missing"
            or "incident.contact-any-hour-missing" => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    private static object Wire(object fact) => fact switch
    {
        Instant at => at.ToDateTimeOffset(),
        LocalDate day => day.ToDateOnly(),
        Money money => new { money.Amount, money.Currency },
        _ => fact,
    };

    /// <summary>By which the log and the traces know the request: what an asker quotes to who runs the house.</summary>
    public static string TraceId(HttpContext http) =>
        Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;

    private static IResult Write(ProblemDetails problem, HttpContext http)
    {
        problem.Extensions["traceId"] = TraceId(http);
        return Results.Json(problem, JsonSerializerOptions.Web, "application/problem+json", problem.Status);
    }
}
