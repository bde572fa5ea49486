using Guichet.Accounts;
using Guichet.Incidents;

namespace Guichet.Tests.Incidents;

public class NamingPeopleInANote
{
    private static readonly Mentionable Ada = Called("Ada");
    private static readonly Mentionable AdaBerg = Called("Ada Berg");
    private static readonly Mentionable Zoe = Called("Zoé Martin");
    private static readonly Mentionable OtherZoe = Called("Zoé Durand");
    private static readonly Mentionable Maria = Called("Maria Costa");

    [Fact]
    public void Calls_upon_each_once_in_the_order_of_the_text() =>
        Assert.Equal([Maria, AdaBerg], Named("@Maria Costa and @ada berg, then @MARIA COSTA again."));

    [Fact]
    public void A_first_word_is_enough_where_one_person_alone_has_it()
    {
        Assert.Equal([Maria], Named("Look, @Maria!"));
        Assert.Empty(Named("Look, @Zoé!"));
        Assert.Equal([OtherZoe], Named("Look, @Zoé Durand!"));
    }

    [Fact]
    public void The_longest_name_that_is_written_counts()
    {
        Assert.Equal([AdaBerg], Named("@Ada Berg"));
        Assert.Equal([Ada], Named("@Ada Bergson"));
    }

    [Fact]
    public void Of_two_with_one_name_nobody_is_passed_over()
    {
        var other = Called("maria costa");

        Assert.Equal([Maria, other], Mentions.In("@Maria Costa, @Maria", [Maria, Zoe, other]));
    }

    [Theory]
    [InlineData("maria@maria.example")]
    [InlineData("`@Maria Costa`")]
    [InlineData("```\nerror at @Maria Costa\n```")]
    [InlineData("```\nnever closed @Maria Costa")]
    [InlineData("@Mariana")]
    [InlineData("@")]
    [InlineData("")]
    public void Addresses_code_and_other_words_call_upon_nobody(string text) => Assert.Empty(Named(text));

    private static IReadOnlyList<Mentionable> Named(string text) =>
        Mentions.In(text, [Ada, AdaBerg, Zoe, OtherZoe, Maria]);

    private static Mentionable Called(string name) => new(new PersonId(Guid.NewGuid()), name);
}
