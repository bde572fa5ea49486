using System.Diagnostics;
using System.Globalization;
using MimeKit;

namespace Guichet.Server.Tests.Mail;

/// <summary>A real SMTP server of its own process (Debian's <c>python3-aiosmtpd</c>); without it the test is skipped.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly Lazy<bool> Installed = new(() =>
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var asked = Start("-c", "import aiosmtpd");
        asked.WaitForExit();
        return asked.ExitCode == 0;
    });

    private readonly Process process;
    private readonly DirectoryInfo folder;

    private MailServer(Process process, DirectoryInfo folder, int port) =>
        (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <param name="refusals">How many mails it puts off with a 451 before it takes one.</param>
    public static async Task<MailServer> StartAsync(int refusals = 0)
    {
        Assert.SkipUnless(Installed.Value, "The mail server is missing: install python3-aiosmtpd.");
        var folder = Directory.CreateTempSubdirectory("guichet-smtp-");
        var script = Path.Combine(AppContext.BaseDirectory, "Mail", "smtp-server.py");
        var process = Start(script, folder.FullName, refusals.ToString(CultureInfo.InvariantCulture));
        var port = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new MailServer(process, folder, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    /// <summary>What it took, in that order.</summary>
    public IReadOnlyList<MimeMessage> Mails =>
        [.. folder.GetFiles("*.eml").OrderBy(file => file.Name).Select(file => MimeMessage.Load(file.FullName))];

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
