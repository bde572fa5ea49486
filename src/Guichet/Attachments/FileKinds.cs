namespace Guichet.Attachments;

/// <summary>Tells the kind of a file by its signature: the bytes with which files of that kind begin.</summary>
public static class FileKinds
{
    /// <summary>How much of the beginning is looked at, in bytes; less where the file is shorter.</summary>
    public const int BytesNeeded = 4096;

    private static readonly string[] TextExtensions =
    [
        "txt", "log", "csv", "tsv", "json", "xml", "yaml", "yml", "md", "ini", "conf", "config", "reg", "sql", "html",
        "htm", "svg", "eml",
    ];

    /// <summary>What is run by opening it, whatever its content looks like.</summary>
    private static readonly HashSet<string> Runs = new(StringComparer.Ordinal)
    {
        "exe", "dll", "com", "scr", "cpl", "msi", "msp", "msix", "appx", "bat", "cmd", "ps1", "psm1", "vbs", "vbe",
        "js", "mjs", "jse", "wsf", "wsh", "hta", "lnk", "pif", "jar", "apk", "app", "deb", "rpm", "sh", "scf", "url",
        "inf", "sys", "gadget", "application", "chm",
    };

    // More than one line may tell of a kind. The order counts where one beginning is also another's.
    private static readonly Signature[] Signatures =
    [
        new(0, "MZ"u8.ToArray(), Program("windows-program", "exe", "dll", "sys", "scr", "cpl", "com")),
        new(0, [0x7F, (byte)'E', (byte)'L', (byte)'F'], Program("linux-program", "so", "elf")),
        new(0, [0xFE, 0xED, 0xFA, 0xCE], Program("mac-program", "dylib")),
        new(0, [0xFE, 0xED, 0xFA, 0xCF], Program("mac-program", "dylib")),
        new(0, [0xCE, 0xFA, 0xED, 0xFE], Program("mac-program", "dylib")),
        new(0, [0xCF, 0xFA, 0xED, 0xFE], Program("mac-program", "dylib")),
        new(0, [0xCA, 0xFE, 0xBA, 0xBE], Program("java-program", "class")),
        new(0, "dex\n"u8.ToArray(), Program("android-program", "dex")),
        new(0, [0x00, (byte)'a', (byte)'s', (byte)'m'], Program("web-program", "wasm")),
        new(0, [0x4C, 0, 0, 0, 1, 0x14, 2, 0], Program("shortcut", "lnk")),
        new(0, "#!"u8.ToArray(), Program("script", "sh", "py", "pl", "rb")),
        new(0, "ITSF"u8.ToArray(), Program("compiled-help", "chm")),
        new(0, [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], Picture("png", "image/png", "png")),
        new(0, [0xFF, 0xD8, 0xFF], Picture("jpeg", "image/jpeg", "jpg", "jpeg", "jpe")),
        new(0, "GIF87a"u8.ToArray(), Picture("gif", "image/gif", "gif")),
        new(0, "GIF89a"u8.ToArray(), Picture("gif", "image/gif", "gif")),
        new(8, "WEBP"u8.ToArray(), Picture("webp", "image/webp", "webp")),
        new(0, "BM"u8.ToArray(), Picture("bitmap", "image/bmp", "bmp", "dib")),
        new(0, "II*\0"u8.ToArray(), File("tiff", "image/tiff", "tif", "tiff")),
        new(0, "MM\0*"u8.ToArray(), File("tiff", "image/tiff", "tif", "tiff")),
        new(0, "%PDF-"u8.ToArray(), File("pdf", "application/pdf", "pdf")),
        new(0, "PK\u0003\u0004"u8.ToArray(), File(
            "zip", "application/zip", "zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "vsdx", "nupkg", "kmz",
            "diagcab")),
        new(0, "PK\u0005\u0006"u8.ToArray(), File("zip", "application/zip", "zip")),
        new(0, [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], File("7z", "application/x-7z-compressed", "7z")),
        new(0, "Rar!\u001A\u0007"u8.ToArray(), File("rar", "application/vnd.rar", "rar")),
        new(0, [0x1F, 0x8B], File("gzip", "application/gzip", "gz", "tgz")),
        new(0, "BZh"u8.ToArray(), File("bzip2", "application/x-bzip2", "bz2")),
        new(0, [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], File("xz", "application/x-xz", "xz")),
        new(0, [0x28, 0xB5, 0x2F, 0xFD], File("zstandard", "application/zstd", "zst")),
        new(0, "MSCF"u8.ToArray(), File("cabinet", "application/vnd.ms-cab-compressed", "cab", "diagcab")),
        new(257, "ustar"u8.ToArray(), File("tar", "application/x-tar", "tar")),
        new(0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], File(
            "compound", "application/octet-stream", "doc", "xls", "ppt", "msg", "vsd")),
        new(0, "{\\rtf"u8.ToArray(), File("rtf", "application/rtf", "rtf", "doc")),
        new(4, "ftyp"u8.ToArray(), File("mp4", "video/mp4", "mp4", "m4v", "m4a", "heic", "avif")),
        new(0, [0x1A, 0x45, 0xDF, 0xA3], File("matroska", "video/x-matroska", "mkv", "webm")),
        new(0, "ElfFile\0"u8.ToArray(), File("event-log", "application/octet-stream", "evtx")),
        new(0, "MDMP"u8.ToArray(), File("crash-dump", "application/octet-stream", "mdmp")),
        new(0, "SQLite format 3\0"u8.ToArray(), File("sqlite", "application/vnd.sqlite3", "sqlite")),
    ];

    /// <summary>What the content is: by its signature, else text, else unknown.</summary>
    /// <param name="start">The first <see cref="BytesNeeded"/> bytes, or all where there are fewer.</param>
    public static FileKind Recognize(ReadOnlySpan<byte> start)
    {
        var isText = LooksLikeText(start);
        foreach (var signature in Signatures)
        {
            if (signature.Fits(start) && !(isText && signature.IsWord))
            {
                return signature.Kind;
            }
        }

        return isText ? FileKind.Text : FileKind.Unknown;
    }

    /// <summary>The kind under which a file is taken. Refused: <c>attachment.executable</c> where it is run by opening
    /// it, <c>attachment.pretends</c> where its name says another kind than its content.</summary>
    /// <param name="name">Cleaned by <see cref="FileNames.Clean"/>.</param>
    /// <param name="start">The first <see cref="BytesNeeded"/> bytes, or all where there are fewer.</param>
    public static Result<FileKind> Accept(string name, ReadOnlySpan<byte> start)
    {
        var kind = Recognize(start);
        var extension = FileNames.ExtensionOf(name);
        if (kind.IsExecutable || Runs.Contains(extension))
        {
            return new Refusal("attachment.executable", "Programs and scripts are not taken.").With("name", name);
        }

        var fits = Array.Exists(Signatures, one => one.Kind.Extensions.Contains(extension))
            ? kind.Extensions.Contains(extension)
            : !TextExtensions.Contains(extension) || kind.Key is "text" or "rtf";
        return fits
            ? kind
            : new Refusal("attachment.pretends", "The content is of another kind than the name says.")
                .With("name", name)
                .With("found", kind.Key);
    }

    /// <summary>Text in UTF-8, in UTF-16 with its mark, or in an old single-byte code: no byte of it is a control
    /// character that text does not use.</summary>
    private static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || IsWideWithoutMark(start))
        {
            return true;
        }

        foreach (var one in start)
        {
            if (IsForeignToText(one))
            {
                return false;
            }
        }

        return start.Length > 0;
    }

    private static bool IsForeignToText(int character) =>
        character < 0x20 && character is not (0x09 or 0x0A or 0x0C or 0x0D or 0x1B);

    /// <summary>As Windows writes many logs: UTF-16, mostly of Latin letters.</summary>
    private static bool IsWideWithoutMark(ReadOnlySpan<byte> start)
    {
        var latin = 0;
        for (var place = 0; place + 1 < start.Length; place += 2)
        {
            if (IsForeignToText(start[place] | (start[place + 1] << 8)))
            {
                return false;
            }

            latin += start[place + 1] == 0 ? 1 : 0;
        }

        return start.Length >= 4 && latin * 2 * 10 >= start.Length * 7;
    }

    private static FileKind Program(string key, params string[] extensions) =>
        new(key, "application/octet-stream", extensions) { IsExecutable = true };

    private static FileKind Picture(string key, string mediaType, params string[] extensions) =>
        new(key, mediaType, extensions) { IsPicture = true };

    private static FileKind File(string key, string mediaType, params string[] extensions) =>
        new(key, mediaType, extensions);

    private sealed record Signature(int Offset, byte[] Bytes, FileKind Kind)
    {
        /// <summary>Four letters or fewer: a text may begin with them as well.</summary>
        public bool IsWord { get; } =
            Bytes.Length <= 4 && Array.TrueForAll(Bytes, one => char.IsAsciiLetterOrDigit((char)one));

        public bool Fits(ReadOnlySpan<byte> start) =>
            start.Length >= Offset + Bytes.Length && start.Slice(Offset, Bytes.Length).SequenceEqual(Bytes);
    }
}
