using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guichet.Accounts;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting.Telemetry;
using Guichet.Server.Mail;
using Guichet.Server.Payments;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Hosting;

/// <summary>What every request goes through.</summary>
internal static class HostingModule
{
    public static void AddHosting(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddFrontDoor();
        services.AddSingleton<FirstStart>();
        services.AddHostedService<StartLeftovers>();
        services.AddCascadingValue(provider => new Notices(
            provider.GetRequiredService<Demonstration>().On,
            provider.GetRequiredService<IOptions<MailOptions>>().Value.StaysHere));
        services.AddSingleton<Texts>();
        services.AddSingleton<SignedLinks>();
        services.AddHttpContextAccessor();
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.Converters.Add(
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
            json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.TypeInfoResolver = new LateJson(json);
        });
        services.AddSingleton<StreamedJson>();
        // Whatever the surroundings: a body or a parameter that cannot be read is answered with its code.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(ConfigureCookie)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        services.AddAuthorization(Access.AddPolicies);
        services.AddOpenApi("v1", OpenApiDocument.Configure);
    }

    /// <summary>The pipeline, in the order in which it has to be.</summary>
    public static void UseHosting(this WebApplication app)
    {
        app.UseFrontDoor();
        app.UseTelemetry();
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/api"),
            api => api.UseExceptionHandler(Failing(new() { ExceptionHandler = WriteFailureAsync })));
        app.UseWhen(
            http => !http.Request.Path.StartsWithSegments("/api"),
            pages =>
            {
                pages.UseExceptionHandler(
                    Failing(new() { ExceptionHandlingPath = "/error", CreateScopeForErrors = true }));
                pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
            });
        app.UseResponseCompression();
        app.UseRequestLocalization(Language.Options);

        // The gateway is opened here: a wrong setting is said at start, not to the first buyer.
        var contentSecurity = ContentSecurity.Of(app.Services.GetRequiredService<IPaymentGateway>().Origin);
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = contentSecurity;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            return next(http);
        });
        app.UseRouting();
        app.UseAuthentication();
        app.Use((http, next) =>
        {
            if (http.User.Identity?.IsAuthenticated == true)
            {
                // What somebody may see is kept by no cache on the way, nor by the browser after they have left.
                http.Response.Headers.CacheControl = "no-store";
            }

            return next(http);
        });
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Makes the endpoints ahead. The framework makes its own again when the host starts, from code that is
    /// compiled by then.</summary>
    public static void MakeEndpoints(this IEndpointRouteBuilder routes)
    {
        foreach (var source in routes.DataSources)
        {
            _ = source.Endpoints;
        }
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "guichet";
        options.Cookie.Path = "/";
        options.CookieManager = new HostCookies();
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // A day of work, and then the password again: whoever finds a browser open has not got it for good.
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = false;
        options.LoginPath = Navigation.SignIn;
        options.AccessDeniedPath = "/forbidden";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = async context =>
        {
            // Read anew with each request: what a person may do, and whether they were signed out everywhere.
            var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
            var stamp = context.Principal?.FindFirstValue(StampClaim) ?? "";
            await using var database = context.HttpContext.RequestServices.GetRequiredService<IStorage>().Read();
            if (Guid.TryParse(id, out var person)
                && await database.FindSignedInAsync(new PersonId(person), stamp,
                    context.HttpContext.RequestAborted) is { } signedIn)
            {
                context.HttpContext.Features.Set(signedIn);
                context.ReplacePrincipal(
                    signedIn.AsPrincipal(context.Scheme.Name, new Claim(StampClaim, stamp)));
                return;
            }

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        };
    }

    /// <summary>The claim that ties a sign-in to the person's security stamp.</summary>
    public const string StampClaim = "stamp";

    /// <summary>What cannot be read is the client's mistake: answered as such, and no line in the log.</summary>
    private static ExceptionHandlerOptions Failing(ExceptionHandlerOptions options)
    {
        options.StatusCodeSelector = thrown => thrown is BadHttpRequestException unreadable
            ? unreadable.StatusCode
            : StatusCodes.Status500InternalServerError;
        options.SuppressDiagnosticsCallback = failure => failure.Exception is BadHttpRequestException;
        return options;
    }

    /// <summary>A bug or a broken part, without its details; a request that cannot be read is the client's.</summary>
    private static Task WriteFailureAsync(HttpContext http)
    {
        var thrown = http.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>()?.Error;
        if (thrown is BadHttpRequestException unreadable)
        {
            return Results.Problem(
                statusCode: unreadable.StatusCode,
                title: http.RequestServices.GetRequiredService<Texts>()["refusal.request.unreadable"],
                extensions: new Dictionary<string, object?>
                {
                    ["code"] = "request.unreadable",
                    ["traceId"] = Problems.TraceId(http),
                }).ExecuteAsync(http);
        }

        return Results.Problem(
            statusCode: StatusCodes.Status500InternalServerError,
            extensions: new Dictionary<string, object?> { ["traceId"] = Problems.TraceId(http) }).ExecuteAsync(http);
    }
}
