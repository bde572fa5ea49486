namespace Guichet.Server.Shell;

/// <summary>What every page must say about the house itself; cascaded from the root by
/// <c>services.AddCascadingValue(_ =&gt; new Notices(…))</c>.</summary>
/// <param name="Demonstration">Invented people, and a payment gateway that takes no money.</param>
/// <param name="MailStaysHere">No mail server is set up: mails lie in a folder. Shown at the desk.</param>
public sealed record Notices(bool Demonstration = false, bool MailStaysHere = false);
