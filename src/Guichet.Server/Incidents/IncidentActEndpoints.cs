using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Hosting;

namespace Guichet.Server.Incidents;

/// <summary>What is done to an incident by the API. All answers say where the incident stands then.</summary>
internal static class IncidentActEndpoints
{
    private static readonly Role[] BothSides = [Role.Customer, Role.Agent, Role.SupportManager];
    private static readonly Role[] Agents = [Role.Agent, Role.SupportManager];

    public static void MapIncidentActs(this RouteGroupBuilder api)
    {
        MapConversation(api);
        MapEnd(api);
        MapCare(api);
        Describe(
            api.MapPost("/incidents/{id:guid}/credit-request", (
                Guid id, NewAcceptance words, AskForCredit act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.RunAsync(http.SignedIn(), id, words, http.ExpectedVersion(), cancel))),
            "askForCredit", "Ask for the credit back",
            "Once, where the first response was missed and the policy offers it: a support manager decides when the "
                + "incident is closed, or it comes back at once.",
            Role.Customer);
    }

    private static void MapConversation(RouteGroupBuilder api)
    {
        Describe(
            api.MapPost("/incidents/{id:guid}/messages", (
                Guid id, NewReply reply, ReplyToIncident act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.RunAsync(http.SignedIn(), id, reply, http.ExpectedVersion(), cancel))),
            "replyToIncident", "Write a message", "An agent's first message is the promised response.", BothSides);
        Describe(
            api.MapPost("/incidents/{id:guid}/notes", (
                Guid id, NewMessage note, AddNote act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.RunAsync(http.SignedIn(), id, note, cancel))),
            "addNote", "Write an internal note", "No customer ever sees it, nor that there is one.", Agents);
        Describe(
            api.MapPost("/incidents/{id:guid}/statement", (
                Guid id, NewStatement statement, ProposeStatement act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.RunAsync(http.SignedIn(), id, statement, http.ExpectedVersion(), cancel))),
            "proposeStatement", "Propose the problem statement",
            "With what counts as a solution. The customer accepts it or proposes another.",
            Agents);
        Describe(
            api.MapPost("/incidents/{id:guid}/statement/acceptance", (
                Guid id, NewAcceptance acceptance, AnswerStatement act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.AcceptAsync(http.SignedIn(), id, acceptance, http.ExpectedVersion(), cancel))),
            "acceptStatement", "Accept the problem statement", "Work is judged against it.", Role.Customer);
        Describe(
            api.MapPost("/incidents/{id:guid}/statement/counter", (
                Guid id, NewCounterStatement statement, AnswerStatement act, HttpContext http,
                CancellationToken cancel) =>
                AnswerAsync(http, act.CounterAsync(http.SignedIn(), id, statement, http.ExpectedVersion(), cancel))),
            "counterStatement", "Propose another problem statement", "Instead of the one that waits.", Role.Customer);
    }

    private static void MapEnd(RouteGroupBuilder api)
    {
        Describe(
            api.MapPost("/incidents/{id:guid}/solution", (
                Guid id, NewMessage solution, OfferSolution act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.RunAsync(http.SignedIn(), id, solution, http.ExpectedVersion(), cancel))),
            "offerSolution", "Offer a solution", "It waits for the policy's days; silence accepts it.", Agents);
        Describe(
            api.MapPost("/incidents/{id:guid}/solution/acceptance", (
                Guid id, NewAcceptance acceptance, AnswerSolution act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.AcceptAsync(http.SignedIn(), id, acceptance, http.ExpectedVersion(), cancel))),
            "acceptSolution", "Accept the solution", "The incident is closed as solved and charged.", Role.Customer);
        Describe(
            api.MapPost("/incidents/{id:guid}/solution/refusal", (
                Guid id, NewMessage words, AnswerSolution act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.RefuseAsync(http.SignedIn(), id, words, http.ExpectedVersion(), cancel))),
            "refuseSolution", "Refuse the solution", "With the reason; the work goes on.", Role.Customer);
        Describe(
            api.MapPost("/incidents/{id:guid}/closure", (
                Guid id, NewClosure closure, CloseIncident act, HttpContext http, CancellationToken cancel) =>
                AtVersionAsync(http, version => act.RunAsync(http.SignedIn(), id, closure, version, cancel))),
            "closeIncident", "Close without a solution",
            "An agent as out of scope, unresolved or a product defect; the customer at their wish. "
                + "If-Match is required.",
            BothSides);
        Describe(
            api.MapPost("/incidents/{id:guid}/reopening", (
                Guid id, NewMessage words, ReopenIncident act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.RunAsync(http.SignedIn(), id, words, http.ExpectedVersion(), cancel))),
            "reopenIncident", "Reopen an incident", "The same problem is back; there is no new charge.", Role.Customer);
    }

    private static void MapCare(RouteGroupBuilder api)
    {
        Describe(
            api.MapPost("/incidents/{id:guid}/severity", (
                Guid id, NewSeverity severity, ChangeSeverity act, HttpContext http, CancellationToken cancel) =>
                AtVersionAsync(http, version => act.RunAsync(http.SignedIn(), id, severity, version, cancel))),
            "changeSeverity", "Change severity and hours",
            "The promised response is computed anew from the submission. If-Match is required.", Agents);
        Describe(
            api.MapPost("/incidents/{id:guid}/assignment", (
                Guid id, NewAssignment assignment, AssignIncident act, HttpContext http, CancellationToken cancel) =>
                AnswerAsync(http, act.RunAsync(http.SignedIn(), id, assignment, http.ExpectedVersion(), cancel))),
            "assignIncident", "Take an incident or hand it over", "Without an agent whoever asks takes it.", Agents);
    }

    public static RouteHandlerBuilder Describe(
        RouteHandlerBuilder endpoint, string name, string summary, string description, params Role[] roles) =>
        endpoint.Allows(Scopes.IncidentsWrite, roles)
            .WithName(name)
            .WithTags("Incidents")
            .WithSummary(summary)
            .WithDescription(description)
            .Produces<IncidentStateView>();

    public static async Task<IResult> AnswerAsync(HttpContext http, Task<Result<IncidentStateView>> act) =>
        (await act).ToOk(http, state =>
        {
            http.SetVersion(state.Version);
            return state;
        });

    public static Task<IResult> AtVersionAsync(HttpContext http, Func<int, Task<Result<IncidentStateView>>> act) =>
        http.ExpectedVersion() is { } version
            ? AnswerAsync(http, act(version))
            : Task.FromResult(Problems.Of(
                new Refusal("version.required", "Say in If-Match which version you have read."), http));
}
