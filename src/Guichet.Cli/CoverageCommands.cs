using System.CommandLine;
using System.Globalization;
using Guichet.Client.Accounts;
using Guichet.Client.Coverage;

namespace Guichet.Cli;

internal static class CoverageCommands
{
    public static Command Create(CommandContext context) =>
        new("coverage", "Which plans support a problem, and why not")
    {
        Ask(context),
        CoverageVerification.Create(context),
    };

    private static Command Ask(CommandContext context)
    {
        var release = new Option<string>("--release") { Description = "windows-server/2019", Required = true };
        var wants = new Option<string>("--wants")
        {
            Description = "What is wanted",
            DefaultValueFactory = _ => "break-fix",
        };
        var on = new Option<DateOnly?>("--on") { Description = "As of that day, 2026-08-22; left out: today" };
        var plans = new Option<string[]>("--plan")
        {
            Description = "Suppose a full pack of that plan, or PLAN:LEFT[:EXPIRES]; may be repeated",
        };
        var signIn = new Option<SignInKind?>("--sign-in") { Description = "Suppose that kind of account" };
        var partner = new Option<string?>("--partner") { Description = "Suppose that partner level" };
        partner.AcceptOnlyFromAmong("none", "action-pack", "silver", "gold");
        var competency = new Option<bool>("--competency") { Description = "Suppose a competency" };
        var rules = new Option<bool>("--rules") { Description = "Show every rule that was asked, with its fact" };
        var command = new Command("ask", """
            Ask which plans support a problem: every plan with its reasons and the nearest way out.

            Without --plan, --sign-in, --partner and --competency the question is about you and what you hold.

            Examples:
              guichet coverage ask --release windows-server/2019
              guichet coverage ask --release windows-server/2019 --partner gold --plan partner-gold-20
              guichet coverage ask --release exchange-server/2016 --on 2025-10-15 --plan pack-5:3:2026-03-31
              guichet coverage ask --release sql-server/2019 --rules
            """) { release, wants, on, plans, signIn, partner, competency, rules };
        return context.Runs(command, async call =>
        {
            var held = call.Get(plans) is { Length: > 0 } given ? given.Select(Supposed).ToList() : null;
            var decision = await call.Client.DecideCoverageAsync(
                new CoverageQuestion
                {
                    Release = call.Get(release),
                    Wants = call.Get(wants),
                    On = call.Get(on),
                    SignIn = call.Get(signIn),
                    Partner = call.Get(partner) is { } level ? Level(level) : null,
                    Competency = call.Get(competency) ? true : null,
                    Holds = held,
                },
                call.Cancel);
            call.Screen.Show(decision, one => Write(call.Screen, one, call.Get(rules)));
        });
    }

    private static PartnerLevel Level(string word) => Enum.Parse<PartnerLevel>(word.Replace("-", ""), ignoreCase: true);

    private static SupposedPack Supposed(string written)
    {
        var parts = written.Split(':');
        var left = 0;
        var expiresOn = DateOnly.MaxValue;
        if (parts.Length > 3
            || (parts.Length > 1 && !int.TryParse(parts[1], CultureInfo.InvariantCulture, out left))
            || (parts.Length > 2
                && !DateOnly.TryParseExact(parts[2], "O", CultureInfo.InvariantCulture, default, out expiresOn)))
        {
            throw new UsageException($"'{written}' is not PLAN[:LEFT[:EXPIRES]], as in pack-5:3:2027-03-31");
        }

        return new SupposedPack
        {
            Plan = parts[0],
            Left = parts.Length > 1 ? left : null,
            ExpiresOn = parts.Length > 2 ? expiresOn : null,
        };
    }

    /// <summary>A decision as people read it.</summary>
    internal static void Write(Screen screen, CoverageView decision, bool withRules)
    {
        var phase = decision.Phase is { } known ? Screen.Word(known) : "unknown";
        screen.Line($"{decision.ReleaseName ?? decision.Release} on {Screen.Day(decision.On)}: {phase}");
        foreach (var refusal in decision.Refusals)
        {
            screen.Line($"  {refusal.Code}: {refusal.Sentence}");
        }

        foreach (var plan in decision.Plans)
        {
            screen.Line();
            screen.Line($"{Screen.Word(plan.Standing),-11} {plan.Plan} ({plan.Name}){Use(plan)}");
            foreach (var reason in plan.Reasons)
            {
                screen.Line($"  {reason.Code}: {reason.Sentence}");
            }

            foreach (var pack in plan.Packs)
            {
                var why = string.Join(", ", pack.Reasons.Select(reason => reason.Code));
                screen.Line(
                    $"  pack: {Screen.Number(pack.Left)} left, until {Screen.Day(pack.ExpiresOn)} {why}".TrimEnd());
            }

            if (plan.WayOut is { } way)
            {
                screen.Line($"  -> {way.Sentence}");
            }

            foreach (var rule in withRules ? plan.Asked : [])
            {
                var day = rule.Date is { } date ? Screen.Day(date) : "";
                screen.Line($"  {(rule.Closes ? 'x' : '.')} {rule.Label} {day} {rule.Subject}".TrimEnd());
            }
        }
    }

    private static string Use(PlanCoverageView plan) => (plan.CanUse, plan.CanBuy) switch
    {
        (true, true) => ": can be used, can be bought",
        (true, false) => ": can be used",
        (false, true) => ": can be bought",
        _ => "",
    };
}
