using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Guichet.Server.Hosting;

/// <summary>What all endpoints share: checked input, preconditions, answers.</summary>
internal static class Api
{
    /// <summary>Checks the shape of every argument that a client sent, before the endpoint runs.</summary>
    public static RouteGroupBuilder ChecksFields(this RouteGroupBuilder group)
    {
        group.AddEndpointFilter(async (call, next) =>
        {
            foreach (var argument in call.Arguments)
            {
                if (argument?.GetType() is { } type
                    && type.Assembly == typeof(Client.GuichetClient).Assembly
                    && FieldCheck.Of(argument) is { Count: > 0 } mistakes)
                {
                    return Problems.Of(mistakes, call.HttpContext);
                }
            }

            return await next(call);
        });
        return group;
    }

    /// <summary>The version that <c>If-Match</c> names; null where there is none.</summary>
    public static int? ExpectedVersion(this HttpContext http) =>
        EntityTagHeaderValue.TryParse(http.Request.Headers.IfMatch.ToString(), out var tag)
        && int.TryParse(tag.Tag.AsSpan().Trim('"'), CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    /// <summary>Says which version is handed out.</summary>
    public static void SetVersion(this HttpContext http, int version) =>
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>200 with the view, or the problem.</summary>
    public static IResult ToOk<T, TView>(this Result<T> result, HttpContext http, Func<T, TView> view) =>
        result.Succeeded(out var value, out var refusal) ? Results.Ok(view(value)) : Problems.Of(refusal, http);

    /// <summary>200 with the value, or the problem.</summary>
    public static IResult ToOk<T>(this Result<T> result, HttpContext http) => result.ToOk(http, value => value);

    /// <summary>204, or the problem.</summary>
    public static IResult ToNoContent<T>(this Result<T> result, HttpContext http) =>
        result.Succeeded(out _, out var refusal) ? Results.NoContent() : Problems.Of(refusal, http);
}
