using Guichet.Client.Policies;
using Guichet.Plans;
using WireSignIn = Guichet.Client.Accounts.SignInKind;

namespace Guichet.Server.Policies;

/// <summary>Known issues as the API and the desk show them, and back.</summary>
internal static class KnownIssueViews
{
    public static IReadOnlyList<KnownIssueView> KnownIssuesOn(this PolicyInForce policy, LocalDate today) =>
        [.. policy.Policy.KnownIssues.Select(issue => issue.View(today))];

    public static KnownIssue ToRule(this NewKnownIssue issue) => new(
        issue.Key!.Trim(),
        issue.Plans!.ToHashSet(),
        issue.SignIns!.Select(ToRule).ToHashSet(),
        issue.From is { } from ? LocalDate.FromDateOnly(from) : null,
        issue.Until is { } until ? LocalDate.FromDateOnly(until) : null,
        new LocalizedText(issue.NoticeEnglish!.Trim(), issue.NoticeFrench!.Trim()))
    {
        Article = new LocalizedText(issue.ArticleEnglish?.Trim() ?? "", issue.ArticleFrench?.Trim() ?? ""),
        WayRound = issue.WayRound is { } way ? ToRule(way) : null,
    };

    private static KnownIssueView View(this KnownIssue issue, LocalDate today) => new(
        issue.Key,
        issue.From > today ? KnownIssueState.Upcoming
            : issue.Until < today ? KnownIssueState.Ended
            : KnownIssueState.Open,
        [.. issue.Plans.Order(StringComparer.Ordinal)],
        [.. issue.SignIns.Order().Select(ToWire)],
        issue.From?.ToDateOnly(),
        issue.Until?.ToDateOnly(),
        issue.Notice.English,
        issue.Notice.French,
        issue.Article.English,
        issue.Article.French,
        issue.WayRound is { } way ? ToWire(way) : null);

    private static Guichet.Accounts.SignInKind ToRule(WireSignIn kind) =>
        Enum.Parse<Guichet.Accounts.SignInKind>(kind.ToString());

    private static WireSignIn ToWire(Guichet.Accounts.SignInKind kind) => Enum.Parse<WireSignIn>(kind.ToString());
}
