using Guichet.Client.Policies;

namespace Guichet.Cli;

/// <summary>What another policy would change, in lines.</summary>
internal static class PolicyChangesScreen
{
    public static void Write(Screen screen, PolicyChangesView changes)
    {
        foreach (var change in changes.Changes)
        {
            var subject = change.Subject.Length == 0 ? change.Section : $"{change.Section} {change.Subject}";
            var values = change.Kind == PolicyChangeKind.Changed
                ? $"{Field(change)} {Written(change.From)} -> {Written(change.To)}"
                : "";
            screen.Line($"{Screen.Word(change.Kind),-8} {subject}{values}");
        }

        if (changes.Changes.Count == 0)
        {
            screen.Line("Both say the same.");
        }

        screen.Line();
        screen.Line($"Coverage on {Screen.Day(changes.On)}:");
        foreach (var plan in changes.Coverage)
        {
            var who = plan.Standings.Count == 0 ? "" : $" ({string.Join("; ", plan.Standings.Select(Who))})";
            Releases(screen, $"opens    {plan.Plan}{who}", plan.Opens);
            Releases(screen, $"closes   {plan.Plan}{who}", plan.Closes);
        }

        if (changes.Coverage.Count == 0)
        {
            screen.Line("no plan opens or closes for any release");
        }

        foreach (var loss in changes.Losses.Where(loss => loss.Packs > 0))
        {
            var useless = loss.Products.Count == 0 ? "" : $", useless for {string.Join(", ", loss.Products)}";
            screen.Line($"packs    {loss.Plan}: {loss.Packs} in force, {loss.Releases.Count} releases fewer{useless}");
        }

        if (changes.Clocks is { } clocks)
        {
            screen.Line();
            var atLeast = clocks.AtLeast ? "at least " : "";
            screen.Line(
                $"{atLeast}{clocks.Earlier} running clocks would be due earlier, {atLeast}{clocks.Missed} of them "
                + $"missed already, and {atLeast}{clocks.Later} later; {clocks.Looked} were looked at.");
            screen.Line("Promises stay as made.");
        }
    }

    private static void Releases(Screen screen, string what, IReadOnlyList<string> releases)
    {
        if (releases.Count > 0)
        {
            screen.Line($"{what}: {releases.Count} releases");
            screen.Line($"         {string.Join(", ", releases)}");
        }
    }

    private static string Who(StandingView standing) =>
        $"{Screen.Word(standing.SignIn)}, {Screen.Word(standing.Partner)}{(standing.Competency ? ", competency" : "")}";

    private static string Field(PolicyChangeView change) => change.Field.Length == 0 ? "" : $": {change.Field}";

    private static string Written(string value) => value.Length == 0 ? "none" : value;
}
