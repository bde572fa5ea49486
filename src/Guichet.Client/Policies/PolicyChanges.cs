using System.ComponentModel.DataAnnotations;
using Guichet.Client.Accounts;

namespace Guichet.Client.Policies;

/// <summary>What became of a part of the policy.</summary>
public enum PolicyChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is there no more.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,
}

/// <summary>What to compare with the policy in force.</summary>
public sealed record PolicyToCompare : PolicyText
{
    /// <summary>The day on which coverage is compared, in the policy's time zone; left out: today.</summary>
    public DateOnly? On { get; init; }
}

/// <summary>What would change if a policy were put in force.</summary>
/// <param name="On">The day on which coverage was compared.</param>
/// <param name="InForce">The version it was compared with; 0: a file.</param>
/// <param name="Changes">What it says otherwise, in the order of the file.</param>
/// <param name="Coverage">Which plans open or close for which releases.</param>
/// <param name="Losses">What plans cover no longer, with the packs in force that this concerns.</param>
/// <param name="Clocks">What would become of the promises that are open; null where nobody looked.</param>
public sealed record PolicyChangesView(
    DateOnly On,
    int InForce,
    IReadOnlyList<PolicyChangeView> Changes,
    IReadOnlyList<PlanOpeningView> Coverage,
    IReadOnlyList<PlanLossView> Losses,
    RunningClocksView? Clocks);

/// <summary>A difference in what two policies say, in the words of the file.</summary>
/// <param name="Kind">Whether a whole item came or went, or one key of it says something else.</param>
/// <param name="Section">The key of the file under which it stands: <c>plans</c>.</param>
/// <param name="Subject">Which item of the list: <c>pack-5</c>; empty where the section is no list.</param>
/// <param name="Field">The key that says something else: <c>price</c>; empty where a whole item came or went.</param>
/// <param name="From">What it said, as it is written; empty where it said nothing.</param>
/// <param name="To">What it says, as it is written; empty where it says nothing.</param>
public sealed record PolicyChangeView(
    PolicyChangeKind Kind, string Section, string Subject, string Field, string From, string To);

/// <summary>Releases for which a plan opens or closes.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Standings">Who is concerned; empty: everybody whom the plan is for.</param>
/// <param name="Opens">References of the releases covered newly.</param>
/// <param name="Closes">References of the releases covered no longer.</param>
public sealed record PlanOpeningView(
    string Plan,
    IReadOnlyList<StandingView> Standings,
    IReadOnlyList<string> Opens,
    IReadOnlyList<string> Closes);

/// <summary>What a customer is, as far as a plan asks.</summary>
/// <param name="SignIn">Kind of sign-in.</param>
/// <param name="Partner">Level in the partner programme.</param>
/// <param name="Competency">Whether they hold a competency.</param>
public sealed record StandingView(SignInKind SignIn, PartnerLevel Partner, bool Competency);

/// <summary>What a plan covers no longer, and how many packs of it are in force.</summary>
/// <param name="Plan">Key of the plan.</param>
/// <param name="Releases">References of the releases that it covers no longer.</param>
/// <param name="Products">Keys of the products of which it covers no release any more: its packs become useless for
/// them.</param>
/// <param name="Packs">Packs and contracts that can be used on that day and have something left; null where nobody
/// counted.</param>
public sealed record PlanLossView(
    string Plan, IReadOnlyList<string> Releases, IReadOnlyList<string> Products, int? Packs);

/// <summary>What would become of first responses, next updates and resolutions that are promised and not yet given,
/// were they promised again. They are not: a promise that was made stays.</summary>
/// <param name="Looked">Clocks that were looked at, those of the oldest incidents first.</param>
/// <param name="AtLeast">True where there are more: the numbers are then "at least".</param>
/// <param name="Earlier">Would be due earlier; those that would be missed are among them.</param>
/// <param name="Missed">Would be missed already, and are not by their promise.</param>
/// <param name="Later">Would be due later.</param>
public sealed record RunningClocksView(int Looked, bool AtLeast, int Earlier, int Missed, int Later);

/// <summary>How two versions of the policy differ.</summary>
/// <param name="From">The version compared with.</param>
/// <param name="To">The version.</param>
/// <param name="Lines">The lines that differ, with a few around them; where line numbers jump, equal lines are left
/// out.</param>
/// <param name="Changes">The differences in what they say.</param>
public sealed record PolicyDifferenceView(
    int From, int To, IReadOnlyList<DifferenceLineView> Lines, IReadOnlyList<PolicyChangeView> Changes);

/// <summary>A line of one text or of both.</summary>
/// <param name="Before">Its number in the older text, from 1; null: it is not there.</param>
/// <param name="After">Its number in the newer text, from 1; null: it is not there.</param>
/// <param name="Text">The line.</param>
public sealed record DifferenceLineView(int? Before, int? After, string Text);

/// <summary>The draft of a policy: a house has one, which its administrators share.</summary>
/// <param name="Version">Counts up with each save.</param>
/// <param name="BasedOn">The version of the policy that it began from, or was last brought up to.</param>
/// <param name="Text">The YAML, with mistakes or without.</param>
/// <param name="ChangedBy">Who saved it last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record PolicyDraftView(
    int Version, int BasedOn, string Text, string ChangedBy, DateTimeOffset ChangedAt);

/// <summary>What it takes to save the draft.</summary>
public sealed record NewPolicyDraft : PolicyText
{
    /// <summary>The version of the policy that the text begins from.</summary>
    [Required, Range(1, int.MaxValue)]
    public int? BasedOn { get; init; }
}

/// <summary>What it takes to put the draft in force.</summary>
public sealed record DraftToApply
{
    /// <summary>What changes, and why; may be empty.</summary>
    [StringLength(500)]
    public string? Note { get; init; }
}
