using System.CommandLine;
using Guichet.Client.Incidents;

namespace Guichet.Cli;

/// <summary><c>guichet incidents submit</c>.</summary>
internal sealed class IncidentSubmission
{
    private readonly Option<string> release = new("--release") { Description = "windows-server/2019", Required = true };
    private readonly Option<string> wants = new("--wants")
    {
        Description = "What is wanted",
        DefaultValueFactory = _ => "break-fix",
    };
    private readonly Option<string> plan =
        new("--plan") { Description = "Key of the plan, as in pack-5", Required = true };
    private readonly Option<Severity> severity = new("--severity") { Description = "A, B or C", Required = true };
    private readonly Option<bool> aroundTheClock = new("--around-the-clock")
    {
        Description = "Work on it day and night; severity A asks for it",
    };
    private readonly Option<string> title = new("--title") { Description = "The problem in a line", Required = true };
    private readonly Option<string> description = new("--description")
    {
        Description = "File with the problem in full, in Markdown, or - for the input",
        Required = true,
    };
    private readonly Option<string> name =
        new("--contact") { Description = "Name of who can be reached", Required = true };
    private readonly Option<string> email = new("--email") { Description = "Their address", Required = true };
    private readonly Option<string?> phone = new("--phone") { Description = "Their number" };
    private readonly Option<bool> anyHour = new("--any-hour") { Description = "They can be reached day and night" };
    private readonly Option<bool> accepts = new("--accept-no-guarantee")
    {
        Description = "I accept that a resolution is not guaranteed",
    };
    private readonly Option<Guid?> id = new("--id")
    {
        Description = "Id of the incident: the same request with the same id is submitted once",
    };

    public static Command Create(CommandContext context) => new IncidentSubmission().CreateIn(context);

    private Command CreateIn(CommandContext context)
    {
        var command = new Command("submit", """
            Submit an incident. It takes one credit of the plan; ask first: guichet coverage ask --release …

            Example:
              guichet incidents submit --release windows-server/2019 --plan pack-5 --severity B \
                --title "Cluster node does not come back" --description problem.md \
                --contact "Camille Laurent" --email camille@example.com --accept-no-guarantee
            """)
        {
            release, wants, plan, severity, aroundTheClock, title, description, name, email, phone, anyHour, accepts,
            id,
        };
        return context.Runs(command, async call =>
        {
            var submitted = await call.Client.SubmitIncidentAsync(await ReadAsync(call), call.Cancel);
            call.Screen.Show(submitted, one => call.Screen.Line(
                $"Incident {one.Number} ({one.Id}); first response by {Screen.Moment(one.DueAt)}."));
        });
    }

    private async Task<NewIncident> ReadAsync(Call call) => new()
    {
        Id = call.Get(id) ?? Guid.CreateVersion7(),
        Release = call.Get(release),
        Wants = call.Get(wants),
        Plan = call.Get(plan),
        Severity = call.Get(severity),
        Hours = call.Get(aroundTheClock) ? HoursOfCoverage.AroundTheClock : HoursOfCoverage.BusinessHours,
        Title = call.Get(title),
        Description = await call.ReadAsync(call.Get(description)!),
        Contacts =
        [
            new NewContact
            {
                Name = call.Get(name),
                Email = call.Get(email),
                Phone = call.Get(phone),
                AnyHour = call.Get(anyHour),
            },
        ],
        NoGuaranteeAccepted = call.Get(accepts),
    };
}
