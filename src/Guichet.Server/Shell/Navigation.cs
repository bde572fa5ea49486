using Guichet.Accounts;

namespace Guichet.Server.Shell;

/// <summary>An entry of a header.</summary>
/// <param name="Text">Key of its words.</param>
/// <param name="Address">Where it leads; current on this page and on those below it.</param>
/// <param name="Roles">Who sees it; empty for everybody.</param>
public sealed record NavigationEntry(string Text, string Address, params IReadOnlyList<Role> Roles)
{
    /// <summary>Whether one goes there now and then only: where a row would be long, it stands behind « More ».
    /// </summary>
    public bool IsRare { get; init; }
}

/// <summary>The entries of the portal's and the desk's header, and the addresses that the frame links to.</summary>
internal static class Navigation
{
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Register = "/account/register";
    public const string Account = "/account";
    public const string Organization = "/account/organization";
    public const string PartnerBenefits = "/partner-benefits";
    public const string Billing = "/account/billing";
    public const string MailChoices = "/account/mail";
    public const string Following = "/products/following";
    public const string Desk = "/desk";

    /// <summary>As many as stand side by side on 1,024 pixels in the longer of the languages.</summary>
    private const int LongestRow = 9;

    public static IReadOnlyList<NavigationEntry> Portal { get; } =
    [
        new("nav.products", "/products"),
        new("nav.incidents", "/incidents"),
        new("nav.plans", "/plans"),
        new("nav.packs", "/packs"),
        new("nav.orders", "/orders"),
    ];

    public static IReadOnlyList<NavigationEntry> DeskEntries { get; } =
    [
        new("nav.queue", "/desk/queue", Role.Agent, Role.SupportManager),
        new("nav.tasks", "/desk/tasks", Role.Agent, Role.SupportManager),
        new("nav.billing", "/desk/billing-decisions", Role.SupportManager),
        new("nav.recoveries", "/desk/recoveries", Role.Agent, Role.SupportManager),
        new("nav.orders", "/desk/orders", Role.SupportManager, Role.BillingClerk, Role.Administrator),
        new("nav.invoices", "/desk/invoices", Role.SupportManager, Role.BillingClerk, Role.Administrator),
        new("nav.exemptions", "/desk/tax-exemptions", Role.BillingClerk),
        new("nav.payments", "/desk/payments", Role.BillingClerk, Role.SupportManager, Role.Administrator),
        new("nav.mail", "/desk/mail", Role.SupportManager, Role.BillingClerk, Role.Administrator) { IsRare = true },
        new("nav.catalog", "/desk/catalog", Role.Agent, Role.SupportManager, Role.BillingClerk, Role.Administrator)
        {
            IsRare = true,
        },
        new("nav.contracts", "/desk/contracts", Role.Administrator),
        new("nav.partners", "/desk/partners", Role.SupportManager, Role.Administrator) { IsRare = true },
        new("nav.policy", "/desk/policy", Role.Administrator),
        new("nav.policy", "/desk/policy", Role.SupportManager) { IsRare = true },
        new("nav.calendars", "/desk/calendars", Role.SupportManager, Role.Administrator) { IsRare = true },
        new("nav.teams", "/desk/teams", Role.Agent, Role.SupportManager, Role.Administrator) { IsRare = true },
        new("nav.replies", "/desk/replies", Role.Agent, Role.SupportManager, Role.Administrator) { IsRare = true },
        new("nav.reports", "/desk/reports", Role.SupportManager, Role.Administrator),
        new("nav.known-issues", "/desk/known-issues", Role.Administrator) { IsRare = true },
        new("nav.people", "/desk/people", Role.Administrator),
        new("nav.webhooks", "/desk/webhooks", Role.Administrator) { IsRare = true },
    ];

    /// <summary>From the portal to the desk, for staff.</summary>
    public static NavigationEntry ToDesk { get; } =
        new("nav.desk", Desk, Role.Agent, Role.SupportManager, Role.BillingClerk, Role.Administrator);

    /// <summary>From the desk to what customers see.</summary>
    public static NavigationEntry ToPortal { get; } = new("nav.portal", "/");

    /// <summary>The entries a reader sees.</summary>
    public static IEnumerable<NavigationEntry> For(this IReadOnlyList<NavigationEntry> entries, Role? role) =>
        entries.Where(entry => entry.IsFor(role));

    /// <summary>The entries a reader sees: those in the row, and those behind « More », which is empty where the row
    /// holds all of them.</summary>
    public static (IReadOnlyList<NavigationEntry> Row, IReadOnlyList<NavigationEntry> More) InRow(
        this IReadOnlyList<NavigationEntry> entries, Role? role)
    {
        var all = entries.For(role).ToList();
        return all.Count <= LongestRow ? (all, []) : (all.FindAll(one => !one.IsRare), all.FindAll(one => one.IsRare));
    }

    /// <summary>Whether a reader with that role sees the entry.</summary>
    public static bool IsFor(this NavigationEntry entry, Role? role) =>
        entry.Roles.Count == 0 || (role is { } known && entry.Roles.Contains(known));

    /// <summary>Whether the page at that path is the entry's or lies below it.</summary>
    public static bool IsCurrent(this NavigationEntry entry, PathString path) =>
        path.StartsWithSegments(entry.Address, StringComparison.OrdinalIgnoreCase);
}
