namespace Guichet.Packs;

/// <summary>A pack of incidents.</summary>
public readonly record struct IncidentPackId(Guid Value)
{
    /// <summary>The order in which lists continue where two were made at one instant.</summary>
    public int CompareTo(IncidentPackId other) => Value.CompareTo(other.Value);
}
