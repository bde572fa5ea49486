using Guichet.Catalog;

namespace Guichet.Tests.Catalog;

public class NamingWhatACatalogKnows
{
    private static readonly ProductCatalog Catalog = new(1,
    [
        new Product("desk", "Desk", [],
        [
            new Release("1", "Desk One", LifecyclePolicy.Fixed, Deployment.OnPremises, null, null, null),
            new Release("2", "Desk Two", LifecyclePolicy.Modern, Deployment.OnPremises, null, null, null)
            {
                Line = "annual",
            },
        ]),
    ]);

    [Theory]
    [InlineData("desk", "Desk")]
    [InlineData("desk/2", "Desk Two")]
    [InlineData("desk/annual", "Desk (annual)")]
    public void Products_releases_and_lines_have_names(string reference, string name) =>
        Assert.Equal(name, Catalog.NameOf(reference));

    [Theory]
    [InlineData("lamp")]
    [InlineData("desk/3")]
    [InlineData("lamp/1")]
    [InlineData("lamp/annual")]
    [InlineData("desk/1/2")]
    public void What_it_does_not_know_is_called_by_its_reference(string reference) =>
        Assert.Equal(reference, Catalog.NameOf(reference));
}
