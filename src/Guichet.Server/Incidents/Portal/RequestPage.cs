using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Incidents.Drafts;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.AspNetCore.Components;

namespace Guichet.Server.Incidents.Portal;

/// <summary>What the four steps of a request share: they find the person's own draft, and send whoever comes too early
/// to the step that is still open.</summary>
public abstract class RequestPage : ComponentBase
{
    /// <summary>Its id.</summary>
    [Parameter] public Guid Draft { get; set; }

    [CascadingParameter] private protected HttpContext Http { get; set; } = default!;

    [Inject] private protected NavigationManager Go { get; set; } = default!;

    [Inject] private IStorage Storage { get; set; } = default!;

    [Inject] private InForce InForce { get; set; } = default!;

    [Inject] private IClock Clock { get; set; } = default!;

    [Inject] private SaveRequestStep Save { get; set; } = default!;

    private protected FormErrors Errors { get; } = new();

    /// <summary>Null where there is no such draft, or the person was sent elsewhere.</summary>
    private protected RequestInProgress? Request { get; private set; }

    private protected NewIncident Incident => Request!.Incident;

    /// <summary>From 1 to 4.</summary>
    private protected abstract int Step { get; }

    /// <summary>Fills the form from the draft, where it was not posted.</summary>
    private protected virtual void Fill()
    {
    }

    protected override async Task OnInitializedAsync()
    {
        await using var database = Storage.Read();
        var found = await RequestInProgress.FindAsync(
            database, InForce, Http.SignedIn(), Draft, Clock.GetCurrentInstant(), Http.RequestAborted);
        if (found is null)
        {
            WhenMissing();
        }
        else if (found.IsSubmitted)
        {
            Go.NavigateTo(RequestAddresses.Submitted(found.Incident.Id!.Value));
        }
        else if (RequestAddresses.FirstOpenStep(found) is var open && open < Step)
        {
            Go.NavigateTo(RequestAddresses.Step(Draft, open));
        }
        else
        {
            Request = found;
            Fill();
        }
    }

    private protected virtual void WhenMissing() => Go.NotFound();

    /// <summary>Keeps a step and goes on; a refusal is handed to the page, which says it.</summary>
    private protected async Task<Refusal?> SaveAsync(RequestStep step, string next)
    {
        var result = await Save.RunAsync(Http.SignedIn(), Draft, step, Http.RequestAborted);
        if (result.Succeeded(out _, out var refusal))
        {
            Go.NavigateTo(next);
        }

        return refusal;
    }

    private protected string AddressOf(int step) => RequestAddresses.Step(Draft, step);
}
