using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Accounts;

/// <summary>Signs the API's requests in by <c>Authorization: Bearer gck_…</c>.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IStorage storage,
    IClock clock) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiKey";

    /// <summary>By which secret scanners know a key of ours.</summary>
    public const string Prefix = "gck_";

    private const string Bearer = "Bearer ";

    /// <summary>A new key: 256 random bits behind the prefix.</summary>
    public static string NewKey() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a key, or of another random token: such a secret needs no salt.</summary>
    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        await using var database = storage.Read();
        var now = clock.GetCurrentInstant();
        var hash = HashOf(header[Bearer.Length..].Trim());
        if (await database.FindByKeyAsync(hash, now, Context.RequestAborted) is not { } found)
        {
            return AuthenticateResult.Fail("The key is unknown, expired or revoked.");
        }

        Context.Features.Set(found.SignedIn);
        var scopes = found.Scopes.Select(scope => new Claim(Access.ScopeClaim, scope));
        return AuthenticateResult.Success(
            new AuthenticationTicket(found.SignedIn.AsPrincipal(Scheme, scopes), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(new Refusal("access.no-key", "Send a valid API key."), Context).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(new Refusal("access.not-allowed", "The key or its person may not do this."), Context)
            .ExecuteAsync(Context);
}
