namespace Guichet.Server.Upkeep;

/// <summary>Section <c>Catalog</c> of the configuration.</summary>
internal sealed class UpkeepOptions
{
    /// <summary>True to read sources from addresses of one's own network, and without TLS. Nobody else can then be let
    /// in who may add sources: they would see what only the server can reach.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
