using Guichet.Catalog;

namespace Guichet.Tests.Catalog;

public class KeepingKeysFitForAddresses
{
    [Theory]
    [InlineData("following", "catalog.key-taken")]
    [InlineData("suggestions", "catalog.key-taken")]
    [InlineData("Suggestions", "catalog.key-malformed")]
    public void A_product_cannot_have_the_address_of_another_page(string key, string code) =>
        Assert.Equal(code, Assert.Single(CatalogFaults.Of(new Product(key, "Product", [], []))).Code);

    [Fact]
    public void A_key_that_only_begins_so_is_a_key() =>
        Assert.Empty(CatalogFaults.Of(new Product("following-2", "Product", [], [])));
}
