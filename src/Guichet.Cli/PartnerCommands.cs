using System.CommandLine;
using Guichet.Client.Accounts;
using Guichet.Client.Partners;

namespace Guichet.Cli;

/// <summary>Enrolments in the partner programme, and what they give.</summary>
internal static class PartnerCommands
{
    public static Command Create(CommandContext context) =>
        new("partners", "Enrolments in the partner programme, and what they give")
    {
        List(context),
        Show(context),
        Enroll(context),
        End(context),
        Benefits(context),
        Activate(context),
    };

    private static Command List(CommandContext context)
    {
        var start = new Option<string?>("--start") { Description = "What the name begins with" };
        var command = new Command("list", """
            List organisations with their level today.

            Example:
              guichet partners list --start Fab
            """) { start };
        return context.Runs(command, async call =>
        {
            var page = await call.Client.ListPartnersAsync(call.Get(start), cancel: call.Cancel);
            call.Screen.Show(page, all => call.Screen.Table(
                ["Id", "Name", "Level", "Competencies", "Until"],
                all.Items.Select(one => new[]
                {
                    one.Organization.ToString(),
                    one.Name,
                    Screen.Word(one.Level),
                    string.Join(", ", one.Competencies),
                    Screen.Day(one.ValidUntil),
                })));
        });
    }

    private static Command Show(CommandContext context)
    {
        var id = Organization();
        var command = new Command("show", """
            Show an organisation's enrolments, the latest first.

            Example:
              guichet partners show 0197…
            """) { id };
        return context.Runs(command, async call =>
            Print(call, await call.Client.GetPartnerAsync(call.Get(id), call.Cancel)));
    }

    private static Command Enroll(CommandContext context)
    {
        var id = Organization();
        var level = new Option<PartnerLevel>("--level") { Description = "none, actionpack, silver or gold" };
        var competency = new Option<string[]>("--competency") { Description = "A competency held; may stand again" };
        var from = new Option<DateOnly>("--from") { Description = "First day", Required = true };
        var until = new Option<DateOnly>("--until") { Description = "Last day, inclusive", Required = true };
        var command = new Command("enroll", """
            Enter an organisation's enrolment, from one day to another.

            Example:
              guichet partners enroll 0197… --level gold --from 2026-12-01 --until 2027-11-30
            """) { id, level, competency, from, until };
        return context.Runs(command, async call => Print(call, await call.Client.EnrollPartnerAsync(
            call.Get(id),
            new NewEnrollment
            {
                Id = Guid.CreateVersion7(),
                Level = call.Get(level),
                Competencies = call.Get(competency) ?? [],
                ValidFrom = call.Get(from),
                ValidUntil = call.Get(until),
            },
            call.Cancel)));
    }

    private static Command End(CommandContext context)
    {
        var id = Organization();
        var enrollment = new Argument<Guid>("enrollment") { Description = "Id of the enrolment" };
        var reason = new Option<string>("--reason") { Description = "Why, for the history", Required = true };
        var command = new Command("end", """
            End an enrolment today: what is left in its packs expires.

            Example:
              guichet partners end 0197… 0198… --reason "Left the programme."
            """) { id, enrollment, reason };
        return context.Runs(command, async call => Print(call, await call.Client.EndEnrollmentAsync(
            call.Get(id), call.Get(enrollment), new EnrollmentEnd { Reason = call.Get(reason) }, call.Cancel)));
    }

    private static Command Benefits(CommandContext context) => context.Runs(
        new Command("benefits", """
            List what the partner programme gives your company today.

            Example:
              guichet partners benefits
            """),
        async call =>
        {
            var benefits = await call.Client.ListPartnerBenefitsAsync(call.Cancel);
            call.Screen.Show(benefits, all => call.Screen.Table(
                ["Plan", "Incidents", "State", "Left", "Until"],
                all.Benefits.Select(one => new[]
                {
                    one.Plan,
                    Screen.Number(one.Size),
                    Screen.Word(one.State),
                    Screen.Number(one.Available),
                    Screen.Day(one.ExpiresOn),
                })));
        });

    private static Command Activate(CommandContext context)
    {
        var plan = new Argument<string>("plan") { Description = "Key of the plan" };
        var command = new Command("activate", """
            Activate the pack of this year of the enrolment. The access id is shown once.

            Example:
              guichet partners activate partner-gold-20
            """) { plan };
        return context.Runs(command, async call =>
        {
            var granted = await call.Client.ActivateBenefitAsync(call.Get(plan)!, call.Cancel);
            call.Screen.Show(granted, one => call.Screen.Line(
                $"contract id {one.ContractId}, access id {one.AccessId}, until {Screen.Day(one.ExpiresOn)}"));
        });
    }

    private static void Print(Call call, PartnerView partner) =>
        call.Screen.Show(partner, one => call.Screen.Table(
            ["Id", "Level", "Competencies", "From", "Until", "State"],
            one.Enrollments.Select(enrollment => new[]
            {
                enrollment.Id.ToString(),
                Screen.Word(enrollment.Level),
                string.Join(", ", enrollment.Competencies),
                Screen.Day(enrollment.ValidFrom),
                Screen.Day(enrollment.ValidUntil),
                Screen.Word(enrollment.State),
            })));

    private static Argument<Guid> Organization() => new("organization") { Description = "Id of the organisation" };
}
