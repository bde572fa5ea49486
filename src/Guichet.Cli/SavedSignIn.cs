using System.Text.Json;

namespace Guichet.Cli;

/// <summary>The server and key that <c>sign-in</c> keeps, in a file that only its owner can read.</summary>
internal sealed record SavedSignIn(string Server, string Key)
{
    /// <summary>Null where nobody has signed in, or the file cannot be read as one.</summary>
    public static SavedSignIn? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SavedSignIn>(File.ReadAllText(file), JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            throw new UsageException($"{file} is damaged; sign in again.");
        }
    }

    public void Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // Only for a file that is new: one that is there keeps its mode, so it goes first.
            File.Delete(file);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, this, JsonSerializerOptions.Web);
    }
}
