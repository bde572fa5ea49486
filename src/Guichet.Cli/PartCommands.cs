using System.CommandLine;
using Guichet.Client;
using Guichet.Client.Incidents;

namespace Guichet.Cli;

/// <summary>The parts that an agent proposes to divide an incident into.</summary>
internal static class PartCommands
{
    public static Command Create(CommandContext context) => new("parts", "Answer the parts of an incident")
    {
        List(context),
        Answer(context, "accept", "Accept a part: it is an incident of its own, and one credit is put on hold.",
            (client, incident, part, cancel) => client.AcceptPartAsync(incident, part, Acceptance(), cancel)),
        Answer(context, "decline", "Decline a part: it is not opened, and nothing is charged.",
            (client, incident, part, cancel) => client.DeclinePartAsync(incident, part, Acceptance(), cancel)),
    };

    private static Command List(CommandContext context)
    {
        var id = new Argument<Guid>("incident") { Description = "Id of the incident" };
        var command = new Command("list", """
            List the parts that were proposed, with what each costs.

            Example:
              guichet incidents parts list 0197…
            """) { id };
        return context.Runs(command, async call =>
        {
            var parts = await call.Client.ListPartsAsync(call.Get(id), call.Cancel);
            call.Screen.Show(parts, all => call.Screen.Table(
                ["Id", "Title", "Severity", "Plan", "Credits", "Status"],
                all.Select(part => new[]
                {
                    part.Id.ToString(),
                    part.Title,
                    part.Severity.ToString(),
                    part.Plan,
                    Screen.Number(part.Credits),
                    Screen.Word(part.Status),
                })));
        });
    }

    private static Command Answer(
        CommandContext context,
        string name,
        string about,
        Func<GuichetClient, Guid, Guid, CancellationToken, Task<IncidentStateView>> act)
    {
        var id = new Argument<Guid>("incident") { Description = "Id of the incident" };
        var part = new Argument<Guid>("part") { Description = "Id of the part" };
        var command = new Command(name, $"""
            {about}

            Example:
              guichet incidents parts {name} 0197… 0198…
            """) { id, part };
        return context.Runs(command, async call =>
        {
            var state = await act(call.Client, call.Get(id), call.Get(part), call.Cancel);
            call.Screen.Show(state, one => call.Screen.Line($"{Screen.Word(one.Status)}."));
        });
    }

    private static NewAcceptance Acceptance() => new() { Id = Guid.CreateVersion7() };
}
