using CsCheck;
using Guichet.Orders;

namespace Guichet.Tests.Orders;

public class ReadingAConfirmationNumber
{
    private static readonly Gen<string> Numbers = Gen.Byte.Array[12].Select(random => ConfirmationNumber.From(random));

    [Theory, Trait("Rule", "R22")]
    [InlineData("4k7m 90qz xa2b")]
    [InlineData("4K7M-90QZ-XA2B")]
    [InlineData("4k7m90qzxa2b")]
    [InlineData(" 4K7M\u00A09oqz-xA2B ")]
    public void Case_spaces_dashes_and_look_alikes_do_not_count(string typed) =>
        Assert.Equal("4K7M-90QZ-XA2B", ConfirmationNumber.Normalize(typed));

    [Theory, Trait("Rule", "R22")]
    [InlineData("1I1L-OOOO-0000", "1111-0000-0000")]
    [InlineData("lili-lili-lili", "1111-1111-1111")]
    public void The_letters_O_I_and_L_are_read_as_digits(string typed, string read) =>
        Assert.Equal(read, ConfirmationNumber.Normalize(typed));

    [Theory, Trait("Rule", "R22")]
    [InlineData("")]
    [InlineData("4K7M-90QZ-XA2")]
    [InlineData("4K7M-90QZ-XA2BC")]
    [InlineData("4K7M-90QZ-XA2U")]
    [InlineData("4K7M_90QZ_XA2B")]
    public void What_is_no_number_is_not_read(string typed) => Assert.Null(ConfirmationNumber.Normalize(typed));

    [Fact, Trait("Rule", "R22")]
    public void Every_number_is_read_as_itself_however_it_is_written() => Numbers.Sample(number =>
    {
        Assert.Equal(number, ConfirmationNumber.Normalize(number));
        Assert.Equal(number, ConfirmationNumber.Normalize(number.Replace("-", " ").ToLowerInvariant()));
    });

    [Fact, Trait("Rule", "R22")]
    public void Each_of_its_letters_is_as_likely_as_the_others()
    {
        var counts = Enumerable.Range(0, 256)
            .SelectMany(value => ConfirmationNumber.From(Enumerable.Repeat((byte)value, 12).ToArray())[..1])
            .GroupBy(letter => letter)
            .Select(letter => letter.Count());

        Assert.Equal(Enumerable.Repeat(8, 32), counts);
    }
}
