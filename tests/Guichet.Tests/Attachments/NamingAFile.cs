using System.Globalization;
using CsCheck;
using Guichet.Attachments;

namespace Guichet.Tests.Attachments;

public sealed class NamingAFile
{
    [Theory]
    [InlineData("trace.log", "trace.log")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\camille\trace.log", "trace.log")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt")]
    [InlineData("annexe\u202egnp.exe", "annexegnp.exe")]
    [InlineData("a\u200b\u2066b\u0000.txt", "ab.txt")]
    [InlineData("what?\"<b>*|.txt", "what___b___.txt")]
    [InlineData("Ére\u0301 été.png", "Éré été.png")]
    [InlineData("trailing. . ", "trailing")]
    [InlineData("😀.txt", "😀.txt")]
    public void Keeps_what_is_harmless(string? sent, string kept) => Assert.Equal(kept, FileNames.Clean(sent));

    [Fact]
    public void Shortens_the_middle_and_never_the_extension()
    {
        var name = FileNames.Clean(new string('a', 5000) + ".log");

        Assert.Equal(FileNames.Longest, name.Length);
        Assert.EndsWith("….log", name, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_done_once() => Gen.String.Sample(sent =>
    {
        var name = FileNames.Clean(sent);

        Assert.InRange(name.Length, 1, FileNames.Longest);
        Assert.DoesNotContain(name, one => one is '/' or '\\' || char.IsControl(one)
            || CharUnicodeInfo.GetUnicodeCategory(one) == UnicodeCategory.Format);
        Assert.Equal(name, FileNames.Clean(name));
    });
}
