using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Guichet.Server.Tests.Hosting;

/// <summary>Bodies and parameters that no client of ours would send: each is answered with a code, whatever the
/// surroundings of the process.</summary>
public sealed class SendingWhatCannotBeRead(SqliteHouse house)
{
    [Theory]
    [InlineData("extra-openings", """{"date":"2026-12-24","openings":null}""", "/openings")]
    [InlineData("extra-openings", """{"date":"2026-12-24","openings":[null]}""", "/openings/0")]
    [InlineData("holidays", """{"holidays":[null]}""", "/holidays/0")]
    public async Task Null_where_something_is_needed_is_named_by_its_field(string path, string body, string pointer)
    {
        using var answer = await PostAsync(path, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(pointer, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_JSON_is_refused_with_a_code()
    {
        using var answer = await PostAsync("holidays", "{");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("request.unreadable", problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_word_that_is_no_severity_is_named_by_its_field()
    {
        using var client = await ClientAsync();

        using var answer = await client.GetAsync("/api/v1/policy/promise-moves/preview?severity=Z", Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("/severity", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var client = await ClientAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync($"/api/v1/calendars/business-hours/{path}", content, Cancel);
    }

    private async Task<HttpClient> ClientAsync()
    {
        var administrator = await house.WelcomesAsync(Guichet.Accounts.Role.Administrator);
        var client = house.Factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", administrator.Key);
        return client;
    }
}
