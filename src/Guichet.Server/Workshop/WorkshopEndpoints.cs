using Guichet.Accounts;
using Guichet.Client.Calendars;
using Guichet.Client.Policies;
using Guichet.Server.Accounts;
using Guichet.Server.Calendars;
using Guichet.Server.Hosting;
using Guichet.Server.Storage;

namespace Guichet.Server.Workshop;

internal static class WorkshopEndpoints
{
    public static void MapComparisons(this RouteGroupBuilder api)
    {
        api.MapGet("/policy/versions/{version:int}/difference", CompareAsync)
            .Allows(
                Scopes.PolicyRead, Role.Agent, Role.SupportManager, Role.BillingClerk, Role.Administrator)
            .WithName("getPolicyDifference").WithTags("Policy")
            .WithSummary("Compare two versions of the policy")
            .WithDescription("Their lines and what they say; without another version, with the one before.")
            .Produces<PolicyDifferenceView>();
        api.MapPost("/policy/changes", PreviewAsync)
            .Allows(Scopes.PolicyRead, Role.SupportManager, Role.Administrator)
            .WithName("previewPolicy").WithTags("Policy")
            .WithSummary("Say what a policy would change")
            .WithDescription("Plans that open or close, packs concerned, promises that would move; writes nothing.")
            .Produces<PolicyChangesView>();
        api.MapPost("/calendars/{key}/changes", PreviewCalendarAsync)
            .Allows(Scopes.PolicyRead, Role.SupportManager, Role.Administrator)
            .WithName("previewCalendar").WithTags("Calendars")
            .WithSummary("Say what a change of a calendar would move")
            .WithDescription(
                "All that is given is changed at once: first what is removed, then what is set. Says which promises "
                + "would move if they were made again; writes nothing, and a promise that was made stays.")
            .Produces<PolicyChangesView>();
    }

    public static void MapDraft(this RouteGroupBuilder api)
    {
        api.MapGet("/policy/draft", GetAsync)
            .Allows(Scopes.PolicyRead, Role.Administrator)
            .WithName("getPolicyDraft").WithTags("Policy")
            .WithSummary("Read the draft of the policy")
            .WithDescription("The administrators share one.")
            .Produces<PolicyDraftView>();
        api.MapPut("/policy/draft", SaveAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("savePolicyDraft").WithTags("Policy")
            .WithSummary("Save the draft of the policy")
            .WithDescription("With mistakes or without. If-Match names the version read; without it there was none.")
            .Produces<PolicyDraftView>();
        api.MapPost("/policy/draft/apply", ApplyAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("applyPolicyDraft").WithTags("Policy")
            .WithSummary("Put the draft in force")
            .WithDescription("It makes a version of the policy, and is no draft any more. If-Match: the version read.")
            .Produces<PolicyVersionView>();
        api.MapDelete("/policy/draft", DiscardAsync)
            .Allows(Scopes.PolicyWrite, Role.Administrator)
            .WithName("discardPolicyDraft").WithTags("Policy")
            .WithSummary("Throw the draft away")
            .WithDescription("If-Match names the version that was read.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> CompareAsync(
        int version, int? with, IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await database.ReadDifferenceAsync(version, with, cancel)).ToOk(http);
    }

    private static async Task<IResult> PreviewAsync(
        PolicyToCompare policy, PreviewPolicy preview, HttpContext http, CancellationToken cancel) =>
        (await preview.RunAsync(
            policy.Text!, policy.On is { } day ? LocalDate.FromDateOnly(day) : null, cancel)).ToOk(http);

    private static async Task<IResult> PreviewCalendarAsync(
        string key, CalendarToCompare calendar, PreviewPolicy preview, HttpContext http, CancellationToken cancel) =>
        (await preview.RunAsync(CalendarRevision.Of(key, calendar), cancel)).ToOk(http);

    private static async Task<IResult> GetAsync(IStorage storage, HttpContext http, CancellationToken cancel)
    {
        await using var database = storage.Read();
        return (await database.ReadDraftAsync(cancel)).ToOk(http, draft => WithVersion(http, draft));
    }

    private static async Task<IResult> SaveAsync(
        NewPolicyDraft draft, SaveDraft save, HttpContext http, CancellationToken cancel) =>
        (await save.RunAsync(http.Actor(), draft, http.ExpectedVersion() ?? 0, cancel))
            .ToOk(http, saved => WithVersion(http, saved));

    private static async Task<IResult> ApplyAsync(
        DraftToApply draft, ApplyDraft apply, HttpContext http, CancellationToken cancel) =>
        (await apply.RunAsync(http.Actor(), draft, http.ExpectedVersion() ?? 0, cancel)).ToOk(http);

    private static async Task<IResult> DiscardAsync(SaveDraft save, HttpContext http, CancellationToken cancel) =>
        (await save.DiscardAsync(http.Actor(), http.ExpectedVersion() ?? 0, cancel)).ToNoContent(http);

    private static PolicyDraftView WithVersion(HttpContext http, PolicyDraftView draft)
    {
        http.SetVersion(draft.Version);
        return draft;
    }
}
