using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guichet.Server.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Guichet.Server.Tests.Hosting;

public sealed class ComingInByTheFrontDoor(ComingInByTheFrontDoor.BehindAProxy house)
    : IClassFixture<ComingInByTheFrontDoor.BehindAProxy>
{
    private const string Proxy = "10.1.2.3";
    private const string Stranger = "203.0.113.5";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "http", HttpStatusCode.OK)]
    [InlineData("::ffff:127.0.0.1", "http", HttpStatusCode.OK)]
    [InlineData(Stranger, "http", HttpStatusCode.Forbidden)]
    [InlineData(Stranger, "https", HttpStatusCode.Forbidden)]
    [InlineData(Proxy, "http", HttpStatusCode.Forbidden)]
    [InlineData(Proxy, "https", HttpStatusCode.OK)]
    public async Task From_another_machine_needs_tls_and_only_a_known_proxy_is_believed(
        string from, string forwarded, HttpStatusCode status)
    {
        using var answer = await AskAsync("/products", from, forwarded);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(
            status == HttpStatusCode.OK && from == Proxy, answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Health_is_told_to_anybody()
    {
        using var ready = await AskAsync("/health/ready", Stranger, null);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", null, "guichet=", false)]
    [InlineData(Proxy, "https", "__Host-guichet=", true)]
    public async Task The_cookie_is_bound_to_the_host_where_there_is_tls(
        string from, string? forwarded, string name, bool secure)
    {
        using var http = Visitor();
        http.DefaultRequestHeaders.Add("X-From", from);
        if (forwarded is not null)
        {
            http.DefaultRequestHeaders.Add("X-Forwarded-Proto", forwarded);
        }

        var page = await http.GetStringAsync(new Uri("/account/sign-in", UriKind.Relative), Cancel);
        var token = page.Split("__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var form = new FormUrlEncodedContent(
        [
            new("_handler", "sign-in"),
            new("__RequestVerificationToken", token),
            new("Model.Email", "camille@example.test"),
            new("Model.Password", DemonstrationPeople.Password),
        ]);
        using var answer = await http.PostAsync(new Uri("/account/sign-in", UriKind.Relative), form, Cancel);

        var cookie = Assert.Single(
            answer.Headers.GetValues("Set-Cookie"), one => one.StartsWith(name, StringComparison.Ordinal));
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_API_answers_a_key_so_often_in_a_minute_and_another_key_all_the_same()
    {
        await using var strict = new FewRequests();
        await strict.InitializeAsync();
        using var http = strict.Factory.CreateClient();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await AskMeAsync(http, "gck_one");
            statuses.Add(answer.StatusCode);
        }

        using var last = await AskMeAsync(http, "gck_one");
        using var other = await AskMeAsync(http, "gck_two");

        Assert.All(statuses.Take(3), status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.NotNull(last.Headers.RetryAfter);
        var problem = await last.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("requests.too-many", problem.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
    }

    [Fact]
    public async Task Counts_what_pages_send_files_to()
    {
        await using var own = new FewRequests();
        await own.InitializeAsync();
        using var http = own.Factory.CreateClient(new() { AllowAutoRedirect = false });
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 4; number++)
        {
            using var answer = await http.DeleteAsync(
                new Uri($"/attachments/{Guid.NewGuid()}", UriKind.Relative), Cancel);
            statuses.Add(answer.StatusCode);
        }

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses.Take(3));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[3]);
    }

    private static Task<HttpResponseMessage> AskMeAsync(HttpClient http, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/me", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", key);
        return http.SendAsync(request, Cancel);
    }

    private HttpClient Visitor() =>
        house.Factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    private async Task<HttpResponseMessage> AskAsync(string path, string from, string? forwarded)
    {
        using var http = Visitor();
        http.DefaultRequestHeaders.Add("X-From", from);
        http.DefaultRequestHeaders.Host = "support.example.test";
        if (forwarded is not null)
        {
            http.DefaultRequestHeaders.Add("X-Forwarded-Proto", forwarded);
        }

        return await http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
    }

    public sealed class BehindAProxy : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host)
        {
            host.UseSetting("Demo", "true");
            host.UseSetting("FrontDoor:Proxies:0", "10.0.0.0/8");
            host.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, ComesFrom>());
        }
    }

    private sealed class FewRequests : SqliteHouse
    {
        protected override void Configure(IWebHostBuilder host) =>
            host.UseSetting("FrontDoor:RequestsPerMinute", "3");
    }

    /// <summary>The reader's address as a header says: in these tests there is no network.</summary>
    private sealed class ComesFrom : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                if (IPAddress.TryParse(http.Request.Headers["X-From"], out var address))
                {
                    http.Connection.RemoteIpAddress = address;
                }

                return following(http);
            });
            next(app);
        };
    }
}
