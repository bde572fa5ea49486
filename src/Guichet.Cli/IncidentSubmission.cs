using System.CommandLine;
using Guichet.Client.Incidents;

namespace Guichet.Cli;

/// <summary><c>guichet incidents submit</c>.</summary>
internal static class IncidentSubmission
{
    public static Command Create(CommandContext context)
    {
        var release = new Option<string>("--release") { Description = "windows-server/2019", Required = true };
        var wants = new Option<string>("--wants")
        {
            Description = "What is wanted",
            DefaultValueFactory = _ => "break-fix",
        };
        var plan = new Option<string>("--plan") { Description = "Key of the plan, as in pack-5", Required = true };
        var severity = new Option<Severity>("--severity") { Description = "A, B or C", Required = true };
        var aroundTheClock = new Option<bool>("--around-the-clock")
        {
            Description = "Work on it day and night; severity A asks for it",
        };
        var title = new Option<string>("--title") { Description = "The problem in a line", Required = true };
        var description = new Option<string>("--description")
        {
            Description = "File with the problem in full, in Markdown, or - for the input",
            Required = true,
        };
        var name = new Option<string>("--contact") { Description = "Name of who can be reached", Required = true };
        var email = new Option<string>("--email") { Description = "Their address", Required = true };
        var phone = new Option<string?>("--phone") { Description = "Their number" };
        var anyHour = new Option<bool>("--any-hour") { Description = "They can be reached day and night" };
        var accepts = new Option<bool>("--accept-no-guarantee")
        {
            Description = "I accept that a resolution is not guaranteed",
        };
        var id = new Option<Guid?>("--id")
        {
            Description = "Id of the incident: the same request with the same id is submitted once",
        };
        var command = new Command("submit", """
            Submit an incident. It takes one credit of the plan; ask first: guichet coverage ask --release …

            Example:
              guichet incidents submit --release windows-server/2019 --plan pack-5 --severity B \
                --title "Cluster node does not come back" --description problem.md \
                --contact "Camille Laurent" --email camille@example.com --accept-no-guarantee
            """)
        {
            release, wants, plan, severity, aroundTheClock, title, description, name, email, phone, anyHour, accepts, id,
        };
        return context.Runs(command, async call =>
        {
            var submitted = await call.Client.SubmitIncidentAsync(
                new NewIncident
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
                },
                call.Cancel);
            call.Screen.Show(submitted, one => call.Screen.Line(
                $"Incident {one.Number} ({one.Id}); first response by {Screen.Moment(one.DueAt)}."));
        });
    }
}
