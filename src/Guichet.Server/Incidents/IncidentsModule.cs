using Guichet.Server.Hosting;
using Guichet.Server.Incidents.Alarms;
using Guichet.Server.Incidents.Answering;
using Guichet.Server.Incidents.Billing;
using Guichet.Server.Incidents.Deadlines;
using Guichet.Server.Incidents.Desk;
using Guichet.Server.Incidents.Disputes;
using Guichet.Server.Incidents.Drafts;
using Guichet.Server.Incidents.Guests;
using Guichet.Server.Incidents.Handling;
using Guichet.Server.Incidents.Links;
using Guichet.Server.Incidents.Mentions;
using Guichet.Server.Incidents.Moving;
using Guichet.Server.Incidents.Presence;
using Guichet.Server.Incidents.Replies;
using Guichet.Server.Incidents.Satisfactions;
using Guichet.Server.Incidents.Splitting;
using Guichet.Server.Incidents.Tasks;
using Guichet.Server.Incidents.Views;
using Guichet.Server.Incidents.Writing;
using Guichet.Server.Incidents.Working;

namespace Guichet.Server.Incidents;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class IncidentsModule
{
    public static void AddIncidents(this IServiceCollection services)
    {
        services.AddSingleton<IncidentCoverage>();
        services.AddSingleton<SubmitIncident>();
        services.AddSingleton<IncidentWork>();
        services.AddSingleton<ReplyToIncident>();
        services.AddSingleton<AddNote>();
        services.AddSingleton<ProposeStatement>();
        services.AddSingleton<AnswerStatement>();
        services.AddSingleton<OfferSolution>();
        services.AddSingleton<AnswerSolution>();
        services.AddSingleton<InviteGuest>();
        services.AddSingleton<AcceptGuestInvitation>();
        services.AddSingleton<RemoveGuest>();
        services.AddSingleton<CommentAsGuest>();
        services.AddSingleton<AnswerLinks>();
        services.AddSingleton<AnswerSolutionByLink>();
        services.AddSingleton<SaySatisfaction>();
        services.AddSingleton<SaySatisfactionByLink>();
        services.AddSweep<ForgetAnswerLinks>(TimeSpan.FromDays(1));
        services.AddSingleton<CloseIncident>();
        services.AddSingleton<ReopenIncident>();
        services.AddSingleton<ChangeSeverity>();
        services.AddSingleton<AssignIncident>();
        services.AddSingleton<RecordWork>();
        services.AddSingleton<RecordContactAttempt>();
        services.AddSingleton<LowerSeverity>();
        services.AddSingleton<HandleIncident>();
        services.AddSingleton<HandleIncidents>();
        services.AddSingleton<WatchIncident>();
        services.AddSingleton<SaveView>();
        services.AddSingleton<ChangeReplies>();
        services.AddSingleton<RunMacro>();
        services.AddSweep<EndSnoozes>(TimeSpan.FromMinutes(1));
        services.AddSingleton<DecideBilling>();
        services.AddSingleton<ProposeSplit>();
        services.AddSingleton<AnswerSplit>();
        services.AddSingleton<LinkIncidents>();
        services.AddSingleton<CloseAsDuplicate>();
        services.AddSingleton<Compose>();
        services.AddSingleton<AskForCredit>();
        services.AddSingleton<DisputeCharge>();
        services.AddSingleton<AnswerDispute>();
        services.AddSweep<TellOverdueDisputes>(TimeSpan.FromMinutes(5));
        services.AddSweep<LetSolutionsStand>(TimeSpan.FromMinutes(1));
        services.AddSweep<SoundAlarms>(TimeSpan.FromMinutes(1));
        services.AddSingleton<OrderMove>();
        services.AddSweep<MovePromises>(TimeSpan.FromMinutes(1));
        services.AddSingleton<StartRequest>();
        services.AddSingleton<SaveRequestStep>();
        services.AddSingleton<DiscardRequest>();
        services.AddSingleton<WhoIsHere>();
        services.AddSingleton<DealWithMention>();
        services.AddSweep<TellWatchers>(TimeSpan.FromMinutes(1));
        services.AddSingleton<ChangeTasks>();
        services.AddSingleton<KeepDraft>();
        services.AddSweep<ForgetDrafts>(TimeSpan.FromDays(1));
        services.AddSweep<ForgetVersions>(TimeSpan.FromHours(1));
    }

    public static void MapIncidents(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapIncidentSubmission();
        api.MapIncidentReading();
        api.MapDeadlines();
        api.MapIncidentActs();
        api.MapSplitting();
        api.MapLinks();
        api.MapMoves();
        api.MapBilling();
        api.MapDisputes();
        api.MapHandling();
        api.MapSavedViews();
        api.MapReplies();
        api.MapWriting();
        api.MapMentions();
        api.MapTasks();
        routes.MapDraftDoor();
        routes.MapPresence();
        routes.MapColleagues();
        api.MapSatisfaction();
        api.MapGuests();
        api.MapWork();
        routes.MapPreview();
        routes.MapLiveQueue();
        routes.MapGoToIncident();
    }
}
