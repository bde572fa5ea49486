using Guichet.Client.Policies;
using Guichet.Coverage;
using Guichet.Server.Incidents;
using Wire = Guichet.Client.Policies;

namespace Guichet.Server.Workshop;

/// <summary>Comparisons as the API and the desk show them.</summary>
internal static class WorkshopViews
{
    public static PolicyChangeView[] Views(this IEnumerable<Files.Policies.PolicyChange> changes) =>
    [
        .. changes.Select(change => new PolicyChangeView(
            change.Kind.As<Wire.PolicyChangeKind>(),
            change.Section,
            change.Subject,
            change.Field,
            change.From,
            change.To)),
    ];

    public static PlanOpeningView[] Views(this IEnumerable<PlanOpening> openings) =>
    [
        .. openings.Select(opening => new PlanOpeningView(
            opening.Plan,
            [.. opening.Standings.Select(standing => new StandingView(
                standing.SignIn.As<Client.Accounts.SignInKind>(),
                standing.Partner.Level.As<Client.Accounts.PartnerLevel>(),
                standing.Partner.Competency))],
            opening.Opens,
            opening.Closes)),
    ];

    public static PlanLossView[] Views(this IEnumerable<PlanLoss> losses, IReadOnlyDictionary<string, int> packs) =>
    [
        .. losses.Select(loss => new PlanLossView(
            loss.Plan, loss.Releases, loss.Products, packs.GetValueOrDefault(loss.Plan))),
    ];
}
