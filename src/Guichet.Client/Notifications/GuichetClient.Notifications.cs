using Guichet.Client.Notifications;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>Which mails one gets.</summary>
    public Task<IReadOnlyList<MailChoiceView>> ListMailChoicesAsync(CancellationToken cancel = default) =>
        GetAsync<IReadOnlyList<MailChoiceView>>("mail-choices", cancel);

    /// <summary>Says which mails one does not want. What is always sent cannot be among them.</summary>
    public Task<IReadOnlyList<MailChoiceView>> ChooseMailAsync(
        MailChoices choices, CancellationToken cancel = default) =>
        SendAsync<IReadOnlyList<MailChoiceView>>(HttpMethod.Put, "mail-choices", choices, null, cancel);
}
