namespace Guichet.Server.Contents;

/// <summary>What people send is for this program alone: no other user of the computer reads it. On Windows the folder
/// that it lies in says so.</summary>
internal static class OwnFiles
{
    private const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Made with all above it that is missing; one that is there keeps what its owner gave it.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, File | UnixFileMode.UserExecute);
        }
    }

    /// <summary>For a file that is made by these options.</summary>
    public static FileStreamOptions Readable(FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File;
        }

        return options;
    }
}
