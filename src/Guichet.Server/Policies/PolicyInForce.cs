using System.Collections.Concurrent;
using System.Collections.Frozen;
using Guichet.Calendars;
using Guichet.Coverage;
using Guichet.Files.Policies;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Policies;
using Guichet.Server.Catalog;
using Guichet.Server.Storage;
using Guichet.ServiceLevels;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Policies;

/// <summary>A version of the policy, checked and ready for use.</summary>
internal sealed class PolicyInForce
{
    private readonly FrozenDictionary<string, SupportPlan> plans;
    private readonly FrozenDictionary<string, BusinessCalendar> calendars;

    public PolicyInForce(SupportPolicy policy)
    {
        Policy = policy;
        Zone = DateTimeZoneProviders.Tzdb[policy.TimeZone];
        plans = policy.Plans.ToFrozenDictionary(plan => plan.Key);
        calendars = policy.Calendars.ToFrozenDictionary(
            calendar => calendar.Key,
            calendar => BusinessCalendar.Create(calendar, DateTimeZoneProviders.Tzdb).Value);
    }

    public SupportPolicy Policy { get; }

    public int Version => Policy.Version;

    /// <summary>The zone in which days of lifecycle, purchase and expiry are counted.</summary>
    public DateTimeZone Zone { get; }

    public SupportPlan? FindPlan(string key) => plans.GetValueOrDefault(key);

    /// <summary>What people call the plan; its key where the policy has it no longer.</summary>
    public LocalizedText NameOf(string plan) => FindPlan(plan)?.Name ?? new LocalizedText(plan);

    public BusinessCalendar? FindCalendar(string? key) => key is null ? null : calendars.GetValueOrDefault(key);

    public LocalDate DayOf(Instant at) => at.InZone(Zone).Date;

    /// <summary>When a day is over.</summary>
    public Instant EndOf(LocalDate day) => day.PlusDays(1).AtStartOfDayInZone(Zone).ToInstant();

    /// <summary>The target of a customer in that country, with the calendar of their region where it goes by regions;
    /// null where nothing is promised.</summary>
    public ResponseTarget? FindTarget(string plan, Severity severity, HoursOfCoverage hours, string country) =>
        ResponseTargets.Find(Policy.Targets, plan, severity, hours)?.In(Policy.CalendarByRegion, country);

    /// <summary>Starts the first-response clock (R6). Refused where the policy promises nothing:
    /// <c>response.no-target</c>.</summary>
    public Result<ResponseClock> StartClock(
        string plan, Severity severity, HoursOfCoverage hours, string country, Instant at) =>
        FindTarget(plan, severity, hours, country) is { } target
            ? ResponseClock.Start(target, FindCalendar(target.Calendar), severity, hours, Version, TimeZoneData, at)
            : new Refusal("response.no-target", $"The policy promises no first response for severity {severity}.");

    /// <summary>The alarms of promises that were made under this version, in their order.</summary>
    public IReadOnlyList<PlannedAlarm> PlanAlarms(IEnumerable<RunningPromise> promises) =>
        AlarmSchedule.Of(promises, Policy.Alarms);

    /// <summary>The first response that a clock of this version promises; null once it was given.</summary>
    public RunningPromise? PromiseOf(ResponseClock clock) => RunningPromise.Of(clock, FindCalendar(clock.Calendar));

    /// <summary>What is promised after the last line of a history that this version's targets hold for.</summary>
    public IReadOnlyList<RunningPromise> PromisesAfter(
        IReadOnlyList<ClockEvent> history, string plan, string country) =>
        FindTarget(plan, history[^1].Severity, history[^1].Hours, country) is { } target
            ? WorkClock.PromisesAfter(history, target, FindCalendar(target.Calendar))
            : [];

    /// <summary>What is due after it.</summary>
    public WorkClock WorkClockAfter(IReadOnlyList<ClockEvent> history, string plan, string country) =>
        FindTarget(plan, history[^1].Severity, history[^1].Hours, country) is { } target
            ? WorkClock.After(history, target, FindCalendar(target.Calendar))
            : WorkClock.None;

    /// <summary>When the answer to a dispute is due that begins then.</summary>
    public Result<Instant> DueAfter(DisputeTerms terms, Instant at) =>
        (terms.Calendar is null ? BusinessCalendar.AroundTheClock : FindCalendar(terms.Calendar)!)
            .Due(at, terms.Budget);

    /// <summary>The version of the time-zone data in use, kept with each promise.</summary>
    public static string TimeZoneData => DateTimeZoneProviders.Tzdb.VersionId;
}

/// <summary>The policy and the catalogue that hold now. Every read asks the database which versions these are, so that
/// a change holds at once on every node; what belongs to a version is kept.</summary>
internal sealed class InForce(IStorage storage)
{
    /// <summary>Promises last for days, and a policy does not change every day.</summary>
    private const int MostKeptVersions = 16;

    private readonly ConcurrentDictionary<int, PolicyInForce> earlier = new();
    private PolicyInForce? policy;
    private CatalogInForce? catalog;

    /// <summary>Both, for a page or an operation that decides.</summary>
    public async Task<Terms> ReadAsync(CancellationToken cancel)
    {
        await using var database = storage.Read();
        return await ReadAsync(database, cancel);
    }

    /// <summary>Both, as the database at hand has them.</summary>
    public async Task<Terms> ReadAsync(Database database, CancellationToken cancel)
    {
        var versions = await database.Set<PolicyVersion>()
            .OrderByDescending(row => row.Version)
            .Take(1)
            .Select(row => new
            {
                Policy = row.Version,
                Catalog = database.Set<CatalogVersion>().Max(version => version.Version),
            })
            .SingleAsync(cancel);
        return await ReadAsync(database, versions.Policy, versions.Catalog, cancel);
    }

    /// <summary>Both at the versions given, which a query of the caller's has brought along.</summary>
    public async ValueTask<Terms> ReadAsync(
        Database database, int policyVersion, int catalogVersion, CancellationToken cancel)
    {
        if (policy is not { } knownPolicy || knownPolicy.Version != policyVersion)
        {
            policy = knownPolicy = await LoadPolicyAsync(database, policyVersion, cancel);
        }

        if (catalog is not { } knownCatalog || knownCatalog.Version != catalogVersion)
        {
            catalog = knownCatalog = await CatalogInForce.LoadAsync(database, catalogVersion, cancel);
        }

        return new Terms(knownPolicy, knownCatalog);
    }

    /// <summary>The policy as it was at a version, for what was promised under it.</summary>
    public async ValueTask<PolicyInForce> ReadPolicyAsync(Database database, int version, CancellationToken cancel)
    {
        if (policy is { } known && known.Version == version)
        {
            return known;
        }

        if (!earlier.TryGetValue(version, out var found))
        {
            found = await LoadPolicyAsync(database, version, cancel);
            if (earlier.Count >= MostKeptVersions)
            {
                earlier.Clear();
            }

            earlier[version] = found;
        }

        return found;
    }

    /// <summary>Both as they were: what a decision of that time was made by. Past versions are read anew and not kept.
    /// Refused: <c>policy.unknown</c>, <c>catalog-version.unknown</c>.</summary>
    public async Task<Result<Terms>> ReadAsOfAsync(
        Database database, int policyVersion, int catalogVersion, CancellationToken cancel)
    {
        if (!await database.Set<PolicyVersion>().AnyAsync(row => row.Version == policyVersion, cancel))
        {
            return new Refusal("policy.unknown", "There is no such version of the policy.")
                .With("version", policyVersion);
        }

        if (!await database.Set<CatalogVersion>().AnyAsync(row => row.Version == catalogVersion, cancel))
        {
            return new Refusal("catalog-version.unknown", "There is no such version of the catalogue.")
                .With("version", catalogVersion);
        }

        return new Terms(
            policy is { } knownPolicy && knownPolicy.Version == policyVersion
                ? knownPolicy
                : await LoadPolicyAsync(database, policyVersion, cancel),
            catalog is { } knownCatalog && knownCatalog.Version == catalogVersion
                ? knownCatalog
                : await CatalogInForce.LoadAsync(database, catalogVersion, cancel));
    }

    private static async Task<PolicyInForce> LoadPolicyAsync(Database database, int version, CancellationToken cancel)
    {
        var text = await database.Set<PolicyVersion>()
            .Where(row => row.Version == version)
            .Select(row => row.Text)
            .SingleAsync(cancel);
        var reading = PolicyFile.Read(text);
        return reading.Value is { } found
            ? new PolicyInForce(found with { Version = version })
            : throw new InvalidOperationException($"Policy version {version} cannot be read: {reading.Mistakes[0]}");
    }
}

/// <summary>What decisions are made by.</summary>
internal sealed record Terms(PolicyInForce Policy, CatalogInForce Catalog)
{
    public CoverageTerms Coverage { get; } = new(
        Catalog.Products, Policy.Policy.Plans, Policy.Policy.KnownIssues, Policy.Policy.Wishes);
}
