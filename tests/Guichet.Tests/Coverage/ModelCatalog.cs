using Guichet.Catalog;

namespace Guichet.Tests.Coverage;

/// <summary>Real products with their published dates, as far as the rules of coverage need them.</summary>
internal static class ModelCatalog
{
    public static ProductCatalog All { get; } = new(1,
    [
        new("windows-server", "Windows Server", ["longhorn"],
        [
            Fixed("2008", "Windows Server 2008", "2008-05-06", "2015-01-13", "2020-01-14"),
            Fixed("2008-r2", "Windows Server 2008 R2", "2009-10-22", "2015-01-13", "2020-01-14", "2008"),
            Fixed("2012", "Windows Server 2012", "2012-10-30", "2018-10-09", "2023-10-10"),
            Fixed("2012-r2", "Windows Server 2012 R2", "2013-11-25", "2018-10-09", "2023-10-10", "2012"),
            Fixed("2016", "Windows Server 2016", "2016-10-15", "2022-01-11", "2027-01-12"),
            Fixed("2019", "Windows Server 2019", "2018-11-13", "2024-01-09", "2029-01-09"),
            Fixed("2022", "Windows Server 2022", "2021-08-18", "2026-10-13", "2031-10-14"),
            Fixed("2025", "Windows Server 2025", "2024-11-01", "2029-11-13", "2034-11-14"),
        ]),
        new("exchange-server", "Exchange Server", [],
        [
            Fixed("2010", "Exchange Server 2010", "2009-11-09", "2015-01-13", "2020-10-13"),
            Fixed("2013", "Exchange Server 2013", "2013-01-09", "2018-04-10", "2023-04-11"),
            Fixed("2016", "Exchange Server 2016", "2015-10-01", "2020-10-13", "2025-10-14"),
            Fixed("2019", "Exchange Server 2019", "2018-10-22", "2024-01-09", "2025-10-14"),
            Modern("subscription", "Exchange Server Subscription Edition", Deployment.OnPremises, "2025-07-01", null),
        ]),
        new("dynamics-crm", "Dynamics CRM", [],
        [
            Fixed("2013", "Dynamics CRM 2013", "2014-01-12", "2019-01-08", "2024-01-09"),
            Fixed("2015", "Dynamics CRM 2015", "2015-02-11", "2020-01-14", "2025-01-14"),
            Fixed("2016", "Dynamics CRM 2016 (Dynamics 365)", "2015-11-30", "2021-01-12", "2026-01-13"),
            Fixed("365-v9", "Dynamics 365 Customer Engagement, version 9", "2018-10-31", "2027-01-12", "2029-01-09"),
        ]),
        new("sql-server", "SQL Server", ["mssql"],
        [
            Fixed("2012", "SQL Server 2012", "2012-05-20", "2017-07-11", "2022-07-12"),
            Fixed("2014", "SQL Server 2014", "2014-06-05", "2019-07-09", "2024-07-09"),
            Fixed("2016", "SQL Server 2016", "2016-06-01", "2021-07-13", "2026-07-14"),
            Fixed("2017", "SQL Server 2017", "2017-09-29", "2022-10-11", "2027-10-12"),
            Fixed("2019", "SQL Server 2019", "2019-11-04", "2025-02-28", "2030-01-08"),
        ]),
        new("sharepoint-server", "SharePoint Server", [],
        [
            Fixed("2010", "SharePoint Server 2010", "2010-07-15", "2015-10-13", "2021-04-13"),
            Fixed("2013", "SharePoint Server 2013", "2013-01-09", "2018-04-10", "2023-04-11"),
            Fixed("2016", "SharePoint Server 2016", "2016-05-01", "2021-07-13", "2026-07-14"),
            Fixed("2019", "SharePoint Server 2019", "2018-10-22", "2024-01-09", "2026-07-14"),
        ]),
        new("office", "Office", [],
        [
            Fixed("2013", "Office 2013", "2013-01-09", "2018-04-10", "2023-04-11"),
            Fixed("2016", "Office 2016", "2015-09-22", "2020-10-13", "2025-10-14"),
            Fixed("2019", "Office 2019", "2018-09-24", "2023-10-10", "2025-10-14"),
            Fixed("ltsc-2021", "Office LTSC 2021", "2021-09-16", "2026-10-13", null),
        ]),
        new("exchange-online", "Exchange Online", [],
            [Modern("online", "Exchange Online", Deployment.Cloud, null, null)]),
        new("skype-online", "Skype for Business Online", [],
            [Modern("online", "Skype for Business Online", Deployment.Cloud, "2015-05-01", "2021-07-31")]),
    ]);

    public static LocalDate Day(string day) => NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;

    public static Release Fixed(
        string key,
        string name,
        string? releasedOn,
        string? mainstreamEndsOn,
        string? extendedEndsOn,
        string? generation = null) =>
        new(key, name, LifecyclePolicy.Fixed, Deployment.OnPremises, DayOrNone(releasedOn),
            DayOrNone(mainstreamEndsOn), DayOrNone(extendedEndsOn), Generation: generation);

    public static Release Modern(
        string key,
        string name,
        Deployment deployment,
        string? releasedOn,
        string? endsOn) =>
        new(key, name, LifecyclePolicy.Modern, deployment, DayOrNone(releasedOn), DayOrNone(endsOn), null);

    private static LocalDate? DayOrNone(string? day) => day is null ? null : Day(day);
}
