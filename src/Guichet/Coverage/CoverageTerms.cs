using System.Collections.Immutable;
using Guichet.Catalog;
using Guichet.Plans;

namespace Guichet.Coverage;

/// <summary>What a decision is made by: one version of the catalogue and the coverage sections of one policy.</summary>
/// <param name="Catalog">The catalogue.</param>
/// <param name="Plans">The plans, in the order in which the decision names them.</param>
/// <param name="KnownIssues">The known issues, whatever their dates.</param>
/// <param name="Wishes">Everything that can be asked for; any other wish is unknown.</param>
public sealed record CoverageTerms(
    ProductCatalog Catalog,
    ImmutableArray<SupportPlan> Plans,
    ImmutableArray<KnownIssue> KnownIssues,
    ImmutableArray<Wish> Wishes);
