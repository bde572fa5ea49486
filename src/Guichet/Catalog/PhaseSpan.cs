namespace Guichet.Catalog;

/// <summary>The days of a release's life that it spends in one phase.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="From">First day; null where none is known.</param>
/// <param name="Through">Last day, inclusive; null where no end is announced.</param>
public sealed record PhaseSpan(LifecyclePhase Phase, LocalDate? From, LocalDate? Through);
