namespace Guichet.Packs;

/// <summary>A pack of incidents.</summary>
public readonly record struct IncidentPackId(Guid Value);
