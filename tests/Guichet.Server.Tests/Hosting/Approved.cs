using System.Runtime.CompilerServices;

namespace Guichet.Server.Tests.Hosting;

/// <summary>Texts that people have read and approved. A difference fails, and leaves what was received beside the
/// approved file: look at it, and move it over where it is right.</summary>
public static class Approved
{
    public static void Same(string received, string file, [CallerFilePath] string caller = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(caller)!, file);
        if (!File.Exists(approved) || File.ReadAllText(approved).ReplaceLineEndings("\n") != received)
        {
            var beside = approved.Replace(".approved.", ".received.", StringComparison.Ordinal);
            File.WriteAllText(beside, received);
            Assert.Fail($"{file} is not what was approved; see {Path.GetFileName(beside)} beside it.");
        }
    }
}
