using Guichet.Server.Shell;
using Microsoft.AspNetCore.Components;

namespace Guichet.Server.Accounts.Portal;

/// <summary>What the pages of the account have in common: a form, its mistakes, and where to go on.</summary>
public abstract class AccountPage : ComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    [Inject]
    public NavigationManager Go { get; set; } = default!;

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    protected FormErrors Errors { get; } = new();

    protected CancellationToken Cancel => Http.RequestAborted;

    /// <summary>Where the person was going; null for nowhere, or for outside this house.</summary>
    protected string? ReturnPath => Accounts.ReturnPath.Of(ReturnUrl);

    /// <summary>The same address with the place to return to.</summary>
    protected string WithReturn(string path) =>
        ReturnPath is null ? path : $"{path}?returnUrl={Uri.EscapeDataString(ReturnPath)}";

    /// <summary>Shows a refusal above the form; too many attempts are also said to programs.</summary>
    internal void Refuse(Refusal refusal, Texts texts)
    {
        if (refusal.Code == "attempts.too-many")
        {
            Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Http.Response.Headers.RetryAfter = refusal.Facts["retryAfter"].ToString();
        }

        if (refusal.Code.StartsWith("password.", StringComparison.Ordinal))
        {
            Errors.Add("Model.Password", texts.Explain(refusal));
        }
        else
        {
            Errors.Add(texts.Explain(refusal));
        }
    }

    /// <summary>Lets somebody in and takes them where they were going, or to their first page.</summary>
    internal async Task EnterAsync(Admission admission)
    {
        await admission.WriteAsync(Http);
        Go.NavigateTo(ReturnPath ?? (admission.SignedIn.Actor.IsStaff ? Navigation.Desk : "/"));
    }
}
