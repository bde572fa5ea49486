namespace Guichet.Server.Webhooks;

/// <summary>Section <c>Webhooks</c> of the configuration.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Networks within which receivers may lie, besides those that everybody reaches, as <c>10.20.0.0/16</c>;
    /// to these also without TLS. Administrators can then send requests there in the server's name.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Whether this node delivers. Where no node does, events wait. They are made ready by nodes that deliver
    /// mail.</summary>
    public bool Delivers { get; set; } = true;
}
