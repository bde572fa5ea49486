using Guichet.Server.Contents;

namespace Guichet.Server.Tests.Attachments;

public sealed class KeepingFilesFromOtherUsers : IDisposable
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"guichet-{Guid.NewGuid():N}");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_kept_and_what_passes_is_read_by_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The folder says it there.");
        await new FolderContents(folder).PutAsync("ab/one", new MemoryStream([1]), Cancel);
        var passing = new PassingFiles(Path.Combine(folder, "passing"));
        using var file = await passing.OfAsync(new MemoryStream([1]), Cancel);

        foreach (var path in new[] { folder, Path.Combine(folder, "ab"), Path.Combine(folder, "passing") })
        {
            Assert.Equal(OwnFile | UnixFileMode.UserExecute, ModeOf(path));
        }

        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Equal(2, files.Length);
        Assert.All(files, path => Assert.Equal(OwnFile, ModeOf(path)));
    }

    [Fact]
    public void What_an_interrupted_run_left_passing_is_gone_at_the_next_start()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "left"), "half of a dump");

        _ = new PassingFiles(folder);

        Assert.Empty(Directory.GetFiles(folder));
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}
