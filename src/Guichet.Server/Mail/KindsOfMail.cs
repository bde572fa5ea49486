using Guichet.Server.Shell;

namespace Guichet.Server.Mail;

internal static class KindsOfMail
{
    /// <summary>What a mail is about, in words; the kind itself where nobody has written any.</summary>
    public static string KindOfMail(this Texts texts, string kind) =>
        texts.Has($"mail.kind.{kind}") ? texts[$"mail.kind.{kind}"] : kind;
}
