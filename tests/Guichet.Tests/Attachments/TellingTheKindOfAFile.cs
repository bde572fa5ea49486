using System.Text;
using CsCheck;
using Guichet.Attachments;

namespace Guichet.Tests.Attachments;

public sealed class TellingTheKindOfAFile
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0];

    [Theory]
    [InlineData("trace.log", "2026-11-20 10:00 ERROR 1236\r\n", "text")]
    [InlineData("BM25.txt", "BM25 is a way of ranking", "text")]
    [InlineData("MZ.txt", "MZ is a short word", "text")]
    [InlineData("report.pdf", "%PDF-1.7\n%", "pdf")]
    [InlineData("letter.rtf", "{\\rtf1", "rtf")]
    [InlineData("dump.7z", "7z\u00bc\u00af'\u001c\0", "7z")]
    [InlineData("Application.evtx", "ElfFile\0\0\0", "event-log")]
    [InlineData("MEMORY.DMP", "PAGEDU64\u0001\0", "unknown")]
    [InlineData("sheet.xlsx", "PK\u0003\u0004\u0014\0", "zip")]
    [InlineData("no-extension", "plain words", "text")]
    public void Takes_it_under_what_its_content_is(string name, string start, string kind) =>
        Assert.Equal(kind, FileKinds.Accept(name, Encoding.Latin1.GetBytes(start)).Value.Key);

    [Theory]
    [InlineData("setup.exe", "MZ\u0090\0\u0003")]
    [InlineData("holiday.jpg", "MZ\u0090\0\u0003")]
    [InlineData("library", "\u007fELF\u0002\u0001")]
    [InlineData("notes.txt", "#!/bin/sh\nrm -rf /")]
    [InlineData("run.bat", "echo hello")]
    [InlineData("page.HTA", "<html>")]
    [InlineData("annexe.exe.scr", "hello")]
    [InlineData("link.lnk", "L\0\0\0\u0001\u0014\u0002\0")]
    [InlineData("Tool.class", "\u00ca\u00fe\u00ba\u00be")]
    [InlineData("readme.js", "alert(1)")]
    public void Refuses_what_a_computer_runs(string name, string start) =>
        Assert.Equal(
            "attachment.executable", FileKinds.Accept(name, Encoding.Latin1.GetBytes(start)).Refusal?.Code);

    [Theory]
    [InlineData("screen.png", "<html><script>alert(1)</script>")]
    [InlineData("screen.png", "PK\u0003\u0004\u0014\0")]
    [InlineData("trace.log", "PK\u0003\u0004\u0014\0")]
    [InlineData("trace.csv", "\0\u0001\u0002")]
    [InlineData("archive.zip", "hello")]
    [InlineData("report.pdf", "\u0089PNG\r\n\u001a\n")]
    public void Refuses_what_pretends_to_be_another_kind(string name, string start) =>
        Assert.Equal("attachment.pretends", FileKinds.Accept(name, Encoding.Latin1.GetBytes(start)).Refusal?.Code);

    [Fact]
    public void Reads_a_picture_by_its_first_bytes()
    {
        var kind = FileKinds.Accept("screen.png", Png).Value;

        Assert.True(kind.IsPicture);
        Assert.Equal("image/png", kind.MediaType);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-8", true)]
    public void Knows_text_in_the_codes_in_which_logs_are_written(string code, bool mark)
    {
        var encoding = Encoding.GetEncoding(code);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("Erreur n° 1236 à 10 h\r\n")];

        Assert.Equal(FileKind.Text, FileKinds.Accept("errorlog.log", bytes).Value);
    }

    [Fact]
    public void Never_names_a_kind_that_a_browser_runs_as_a_page() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Assert.DoesNotContain(
            FileKinds.Recognize(bytes).MediaType,
            new[] { "text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/javascript" }));
}
