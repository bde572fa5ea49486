using System.Text.Json;
using System.Text.Json.Nodes;

namespace Guichet.Server.Tests.Hosting;

public sealed class DescribingTheApi(SqliteHouse house)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public async Task Says_what_was_approved()
    {
        var document = await ReadAsync();

        Approved.Same(document.ToJsonString(Indented) + "\n", "openapi.approved.json");
    }

    [Fact]
    public async Task Gives_every_operation_a_name_a_summary_and_a_description()
    {
        var document = await ReadAsync();

        var silent = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (path.Key, operation)))
            .Where(found => new[] { "operationId", "summary", "description" }
                .Any(part => string.IsNullOrWhiteSpace((string?)found.operation.Value![part])))
            .Select(found => $"{found.operation.Key} {found.Key}");

        Assert.Empty(silent);
    }

    private async Task<JsonObject> ReadAsync()
    {
        using var client = house.Factory.CreateClient();
        var text = await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        return JsonNode.Parse(text)!.AsObject();
    }
}
