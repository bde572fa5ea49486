using Guichet.Accounts;
using Guichet.Client;
using Guichet.Client.Packs;
using Guichet.Client.Partners;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;
using Guichet.Server.Policies;
using Guichet.Server.Storage;

namespace Guichet.Server.Partners;

/// <summary>The partner programme by the API.</summary>
internal static class PartnerEndpoints
{
    private const int PageSize = 50;
    private static readonly Role[] Keepers = [Role.SupportManager, Role.Administrator];

    public static void MapEnrollments(this RouteGroupBuilder api)
    {
        var partners = api.MapGroup("/partners").WithTags("Partners");
        partners.MapGet("", ListAsync).Allows(Scopes.PacksRead, Keepers)
            .WithName("listPartners").WithSummary("List organizations and their level")
            .WithDescription("By name, each with what it is in the partner programme today; narrowed to a beginning.")
            .Produces<Page<PartnerLineView>>();
        partners.MapGet("/{organization:guid}", FindAsync).Allows(Scopes.PacksRead, Keepers)
            .WithName("getPartner").WithSummary("Read an organization's enrollments")
            .WithDescription("With their history, the latest first.").Produces<PartnerView>();
        partners.MapPost("/{organization:guid}/enrollments", EnterAsync).Allows(Scopes.PacksWrite, Keepers)
            .WithName("enrollPartner").WithSummary("Enter an enrollment")
            .WithDescription("From one day to another; enrollments of an organization do not overlap.")
            .Produces<PartnerView>();
        partners.MapPut("/{organization:guid}/enrollments/{id:guid}", ChangeAsync).Allows(Scopes.PacksWrite, Keepers)
            .WithName("changeEnrollment").WithSummary("Change an enrollment")
            .WithDescription("No pack lasts longer than the enrollment it was activated under. If-Match is required.")
            .Produces<PartnerView>();
        partners.MapPost("/{organization:guid}/enrollments/{id:guid}/end", EndAsync).Allows(Scopes.PacksWrite, Keepers)
            .WithName("endEnrollment").WithSummary("End an enrollment early")
            .WithDescription("Today: what is left in its packs expires, credits on hold are honored.")
            .Produces<PartnerView>();
    }

    public static void MapBenefits(this RouteGroupBuilder api)
    {
        api.MapGet("/partner-benefits", (BenefitViews views, HttpContext http, CancellationToken cancel) =>
                views.ReadAsync(http.Actor(), cancel))
            .Allows(Scopes.PacksRead, Role.Customer)
            .WithTags("Partners").WithName("listPartnerBenefits").WithSummary("Read one's partner benefits")
            .WithDescription("What the partner programme gives one's company today, activated or not.")
            .Produces<PartnerBenefitsView>();
        api.MapPost("/partner-benefits/{plan}/activation", ActivateAsync)
            .Allows(Scopes.PacksWrite, Role.Customer)
            .WithTags("Partners").WithName("activateBenefit").WithSummary("Activate the pack of this year")
            .WithDescription(
                "Once in a year of the enrollment, by an administrator with a work account. The access id is in this "
                + "answer and nowhere else.")
            .Produces<GrantedContractView>();
    }

    private static async Task<Page<PartnerLineView>> ListAsync(
        string? start, Guid? cursor, IStorage storage, InForce inForce, IClock clock, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var today = (await inForce.ReadAsync(database, cancel)).Policy.DayOf(clock.GetCurrentInstant());
        return await database.ListPartnersAsync(start, today, cursor, PageSize, cancel);
    }

    private static async Task<IResult> FindAsync(
        Guid organization, PartnerReading reading, HttpContext http, CancellationToken cancel) =>
        await reading.FindAsync(organization, cancel) is { } found
            ? Results.Ok(found)
            : Problems.Of(new Refusal("organization.unknown", "There is no such organisation."), http);

    private static async Task<IResult> EnterAsync(
        Guid organization,
        NewEnrollment enrollment,
        EnrollPartner enroll,
        PartnerReading reading,
        HttpContext http,
        CancellationToken cancel) =>
        await AnswerAsync(
            await enroll.EnterAsync(http.Actor(), organization, enrollment, cancel),
            organization, reading, http, cancel);

    private static async Task<IResult> ChangeAsync(
        Guid organization,
        Guid id,
        NewEnrollment enrollment,
        EnrollPartner enroll,
        PartnerReading reading,
        HttpContext http,
        CancellationToken cancel) =>
        http.ExpectedVersion() is { } version
            ? await AnswerAsync(
                await enroll.ChangeAsync(http.Actor(), id, enrollment, version, cancel),
                organization, reading, http, cancel)
            : Problems.Of(new Refusal("version.required", "Say in If-Match which version you have read."), http);

    private static async Task<IResult> EndAsync(
        Guid organization,
        Guid id,
        EnrollmentEnd end,
        EndEnrollment ending,
        PartnerReading reading,
        HttpContext http,
        CancellationToken cancel) =>
        await AnswerAsync(
            await ending.RunAsync(http.Actor(), id, end.Reason!, cancel), organization, reading, http, cancel);

    private static async Task<IResult> ActivateAsync(
        string plan, ActivateBenefit activate, HttpContext http, CancellationToken cancel) =>
        (await activate.RunAsync(http.Actor(), plan, cancel)).ToOk(http);

    private static async Task<IResult> AnswerAsync(
        Result<Guid> done, Guid organization, PartnerReading reading, HttpContext http, CancellationToken cancel) =>
        done.Refusal is { } refusal
            ? Problems.Of(refusal, http)
            : Results.Ok(await reading.FindAsync(organization, cancel));
}

/// <summary>Reads an organisation's enrolments as they stand today.</summary>
internal sealed class PartnerReading(IStorage storage, InForce inForce, IClock clock)
{
    public async Task<PartnerView?> FindAsync(Guid organization, CancellationToken cancel)
    {
        await using var database = storage.Read();
        var today = (await inForce.ReadAsync(database, cancel)).Policy.DayOf(clock.GetCurrentInstant());
        return await database.FindPartnerAsync(organization, today, cancel);
    }
}
