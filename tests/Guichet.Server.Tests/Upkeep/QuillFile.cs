namespace Guichet.Server.Tests.Upkeep;

/// <summary>A product of a test's own, as a catalogue file: the houses are shared.</summary>
internal sealed class QuillFile
{
    public string Product { get; } = $"quill-{Guid.NewGuid():N}";

    public string Name => $"Quill {Product[6..]}";

    public string Release => $"{Product}/2";

    public string Write(string mainstreamEndsOn = "2030-01-09", string extendedEndsOn = "2035-01-09") => $$"""
        {
          "format": "guichet-catalog/1",
          "credits": [],
          "products": [
            {
              "key": "{{Product}}", "name": "{{Name}}", "aliases": [],
              "releases": [
                { "key": "1", "name": "Quill 1", "policy": "fixed", "deployment": "on-premises",
                    "mainstreamEndsOn": "2020-01-09", "supersededBy": "2" },
                { "key": "2", "name": "Quill 2", "policy": "fixed", "deployment": "on-premises",
                    "mainstreamEndsOn": "{{mainstreamEndsOn}}", "extendedEndsOn": "{{extendedEndsOn}}" }
              ]
            }
          ]
        }
        """;
}
