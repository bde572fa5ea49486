using Guichet.Calendars;

namespace Guichet.Tests.Calendars;

public class ReadingAnOpening
{
    [Theory]
    [InlineData("09:00", "18:00", "09:00-18:00")]
    [InlineData("00:00", "24:00", "00:00-24:00")]
    [InlineData("00:00:00", "24:00:00", "00:00-24:00")]
    [InlineData("08:30:15", "17:59:59.5", "08:30:15-17:59:59.5")]
    [InlineData("22:00", "06:00", "22:00-06:00")]
    public void It_is_written_as_it_was_read(string open, string close, string written) =>
        Assert.Equal(written, Opening.TryParse(open, close).Value.ToString());

    [Theory]
    [InlineData("9h", "18:00", "9h")]
    [InlineData("09:00", "25:00", "25:00")]
    [InlineData("09:00", "24:01", "24:01")]
    [InlineData("", "18:00", "")]
    public void A_text_that_is_no_time_of_day_is_refused_by_name(string open, string close, string culprit)
    {
        var refusal = Opening.TryParse(open, close).Refusal;

        Assert.Equal(("calendar.time-unreadable", culprit), (refusal?.Code, refusal?.Facts["text"]));
    }

    [Fact]
    public void Times_and_texts_make_the_same_opening()
    {
        Assert.Equal(Opening.TryParse("09:00", "18:00").Value, Opening.At(new(9, 0), new(18, 0)));
        Assert.Equal(Opening.TryParse("00:00", "24:00").Value, Opening.AllDay);
    }
}
