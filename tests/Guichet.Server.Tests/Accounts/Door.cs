using System.Text.RegularExpressions;
using Guichet.Server.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Accounts;

/// <summary>A route of the house's pages or an endpoint of its API, by one method.</summary>
internal sealed partial record Door(RouteEndpoint Endpoint, string Method, string Route)
{
    /// <summary>What is put where an address wants an id that nothing has.</summary>
    private const string Nothing = "01900000-0000-7000-8000-000000000001";

    public bool TakesKeys => Endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
        .Any(policy => policy.AuthenticationSchemes.Contains(ApiKeyHandler.Scheme));

    public bool IsOpen => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>The names of what varies in its address, in lower case.</summary>
    public IReadOnlyList<string> Parameters =>
        [.. Parameter().Matches(Route).Select(match => NameOf(match))];

    /// <summary>An address that leads to it, and to nothing in particular behind it.</summary>
    public string Address => At(new Dictionary<string, string>());

    public static IEnumerable<Door> Of(House house) =>
        from endpoint in house.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
        let route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        // The style sheets and scripts, whose names change with their content.
        where !Asset().IsMatch(route)
        let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let method = methods.FirstOrDefault(method => method != "HEAD") ?? "GET"
        select new Door(endpoint, method, route);

    /// <summary>Its address with these values by the names of what varies.</summary>
    public string At(IReadOnlyDictionary<string, string> values) => Parameter().Replace(
        Route,
        parameter => values.TryGetValue(NameOf(parameter), out var value) ? value : NameOf(parameter) switch
        {
            "language" => "fr",
            "documentname" => "v1",
            _ => parameter.Value.Contains("int", StringComparison.Ordinal) ? "1" : Nothing,
        });

    private static string NameOf(Match parameter) => parameter.Groups["name"].Value.ToLowerInvariant();

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\.(css|js|svg|map|ico|woff2)(\.(gz|br))?$|^/_framework/")]
    private static partial Regex Asset();
}
