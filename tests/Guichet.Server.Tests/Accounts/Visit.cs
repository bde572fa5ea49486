using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guichet.Accounts;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Tests.Accounts;

/// <summary>A browser without script: keeps cookies, fills forms in, and stops at redirects.</summary>
internal sealed partial class Visit(House house, WebApplicationFactory<Program>? node = null) : IDisposable
{
    private readonly HttpClient http = (node ?? house.Factory).CreateClient(
        new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

    /// <summary>Opens a stream of events; it ends with the answer's disposal.</summary>
    public Task<HttpResponseMessage> FollowAsync(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/event-stream");
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>Opens the page and posts one of its forms, with the hidden fields that it has.</summary>
    public async Task<HttpResponseMessage> PostAsync(
        string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await ReadAsync(path);
        var token = Token().Match(page).Groups["value"].Value;
        var all = fields
            .Append(("_handler", form))
            .Append(("__RequestVerificationToken", token))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var content = new FormUrlEncodedContent(all);
        return await http.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
    }

    /// <summary>The same with files, as a browser sends them: in several parts.</summary>
    public async Task<HttpResponseMessage> PostFilesAsync(
        string path,
        string form,
        IReadOnlyList<(string Name, string Value)> fields,
        IReadOnlyList<(string Field, string Name, byte[] Bytes)> files)
    {
        var token = Token().Match(await ReadAsync(path)).Groups["value"].Value;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("_handler", form)).Append(("__RequestVerificationToken", token)))
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (field, name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), field, name);
        }

        return await http.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
    }

    /// <summary>As a script of a page posts, with the token of the account's page or without one.</summary>
    public async Task<HttpResponseMessage> PostJsonAsync(string path, object body, bool withToken = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body),
        };
        if (withToken)
        {
            var token = Token().Match(await ReadAsync("/account")).Groups["value"].Value;
            request.Headers.Add("RequestVerificationToken", token);
        }

        return await http.SendAsync(request, Cancel);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        return await http.SendAsync(request, Cancel);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string path = "/account/sign-in") =>
        PostAsync(path, "sign-in", ("Model.Email", email), ("Model.Password", password));

    public Task<HttpResponseMessage> RegisterAsync(string email, string password, string path = "/account/register") =>
        PostAsync(
            path,
            "register",
            ("Model.Email", email),
            ("Model.Name", "Noor Haddad"),
            ("Model.Password", password),
            ("Model.SignIn", "Work"),
            ("Model.Country", "FR"),
            ("Model.TimeZone", "Europe/Paris"),
            ("Model.Language", "fr"));

    /// <summary>Registers, confirms and so signs in.</summary>
    public async Task<string> ArriveAsync(string? email = null)
    {
        email ??= NewAddress();
        using var registered = await RegisterAsync(email, Password);
        using var confirmed = await PostAsync(
            await house.LastLinkAsync("account.confirm-email", email), "confirm", ("Model.Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        return email;
    }

    public const string Password = "nine wooden boats";

    public static string NewAddress() => $"noor-{Guid.NewGuid():N}@example.test";

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>What the house wrote down, for tests to look at.</summary>
internal static class Written
{
    /// <summary>The mails of a kind to an address, oldest first: what their outbox rows say.</summary>
    public static async Task<IReadOnlyList<JsonElement>> MailsAsync(this House house, string kind, string email)
    {
        await using var database = house.Storage.Read();
        var normalized = email.ToUpperInvariant();
        var person = await database.Set<Server.Accounts.Person>()
            .Where(one => one.NormalizedEmail == normalized)
            .Select(one => (PersonId?)one.Id)
            .SingleOrDefaultAsync(TestContext.Current.CancellationToken);
        var rows = await database.Set<OutboxMessage>()
            .Where(row => row.Kind == kind)
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)
            .Select(row => row.Payload)
            .ToListAsync(TestContext.Current.CancellationToken);
        return
        [
            .. rows.Select(row => JsonDocument.Parse(row).RootElement).Where(told =>
                (told.TryGetProperty("email", out var to) && to.GetString() == email)
                || (told.TryGetProperty("personId", out var id) && id.GetGuid() == person?.Value)),
        ];
    }

    public static async Task<string> LastLinkAsync(this House house, string kind, string email) =>
        (await house.MailsAsync(kind, email))[^1].GetProperty("path").GetString()!;
}
