using Guichet.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Guichet.Server.Accounts;

/// <summary>Who may pass: the names of the policies for pages, and the scopes of API keys for endpoints. Everything
/// else is closed: the fallback asks for a signed-in person.</summary>
internal static class Access
{
    public const string Customer = nameof(Customer);
    public const string Agent = nameof(Agent);
    public const string SupportManager = nameof(SupportManager);
    public const string BillingClerk = nameof(BillingClerk);
    public const string Administrator = nameof(Administrator);
    public const string Staff = nameof(Staff);

    /// <summary>The claim in which an API key's scopes are carried.</summary>
    public const string ScopeClaim = "scope";

    public static void AddPolicies(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        Add(options, Customer, Role.Customer);
        Add(options, Agent, Role.Agent, Role.SupportManager);
        Add(options, SupportManager, Role.SupportManager);
        Add(options, BillingClerk, Role.BillingClerk);
        Add(options, Administrator, Role.Administrator);
        Add(options, Staff, Role.Agent, Role.SupportManager, Role.BillingClerk, Role.Administrator);
    }

    /// <summary>Opens an endpoint of the API to keys with the scope, held by people of one of the roles (any role where
    /// none is named).</summary>
    public static TBuilder Allows<TBuilder>(this TBuilder endpoint, string scope, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy =>
        {
            policy.AddAuthenticationSchemes(ApiKeyHandler.Scheme).RequireClaim(ScopeClaim, scope);
            if (roles.Length > 0)
            {
                policy.RequireRole(roles.Select(role => role.ToString()));
            }
        });

    /// <summary>Opens an endpoint of the API to whoever has a key, whatever its scopes.</summary>
    public static TBuilder AllowsAnyKey<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy =>
            policy.AddAuthenticationSchemes(ApiKeyHandler.Scheme).RequireAuthenticatedUser());

    private static void Add(AuthorizationOptions options, string name, params Role[] roles) =>
        options.AddPolicy(name, policy => policy.RequireRole(roles.Select(role => role.ToString())));
}

/// <summary>What an API key can be allowed to do; what its person may not do, it may not either.</summary>
internal static class Scopes
{
    public const string CatalogRead = "catalog:read";
    public const string CatalogWrite = "catalog:write";
    public const string PolicyRead = "policy:read";
    public const string PolicyWrite = "policy:write";
    public const string CoverageRead = "coverage:read";
    public const string OrdersRead = "orders:read";
    public const string OrdersWrite = "orders:write";
    public const string PacksRead = "packs:read";
    public const string PacksWrite = "packs:write";
    public const string IncidentsRead = "incidents:read";
    public const string IncidentsWrite = "incidents:write";
    public const string BillingWrite = "billing:write";
    public const string FollowingRead = "following:read";
    public const string FollowingWrite = "following:write";
    public const string ReportsRead = "reports:read";
    public const string MailRead = "mail:read";
    public const string MailWrite = "mail:write";
    public const string TeamsRead = "teams:read";
    public const string TeamsWrite = "teams:write";
    public const string WebhooksRead = "webhooks:read";
    public const string WebhooksWrite = "webhooks:write";

    public static IReadOnlyList<string> All { get; } =
    [
        CatalogRead, CatalogWrite, PolicyRead, PolicyWrite, CoverageRead, OrdersRead, OrdersWrite, PacksRead,
        PacksWrite, IncidentsRead, IncidentsWrite, BillingWrite, FollowingRead, FollowingWrite, ReportsRead,
        TeamsRead, TeamsWrite, WebhooksRead, WebhooksWrite, MailRead, MailWrite,
    ];

    /// <summary>What a key of somebody in that role can be given.</summary>
    public static IReadOnlyList<string> Of(Role role) => role switch
    {
        Role.Customer =>
        [
            CatalogRead, CoverageRead, OrdersRead, OrdersWrite, PacksRead, PacksWrite, IncidentsRead, IncidentsWrite,
            FollowingRead, FollowingWrite, MailRead, MailWrite,
        ],
        Role.Agent =>
        [
            CatalogRead, PolicyRead, CoverageRead, OrdersRead, PacksRead, PacksWrite, IncidentsRead, IncidentsWrite,
            FollowingRead, FollowingWrite, TeamsRead, MailRead, MailWrite,
        ],
        Role.SupportManager =>
        [
            CatalogRead, PolicyRead, CoverageRead, OrdersRead, PacksRead, PacksWrite, IncidentsRead, IncidentsWrite,
            BillingWrite, FollowingRead, FollowingWrite, ReportsRead, TeamsRead, TeamsWrite, MailRead, MailWrite,
        ],
        Role.BillingClerk =>
        [
            CatalogRead, PolicyRead, CoverageRead, OrdersRead, OrdersWrite, PacksRead, PacksWrite, IncidentsRead,
            FollowingRead, FollowingWrite, MailRead, MailWrite,
        ],
        Role.Administrator =>
        [
            CatalogRead, CatalogWrite, PolicyRead, PolicyWrite, CoverageRead, OrdersRead, PacksRead, PacksWrite,
            IncidentsRead, FollowingRead, FollowingWrite, ReportsRead, TeamsRead, TeamsWrite, WebhooksRead,
            WebhooksWrite, MailRead, MailWrite,
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
