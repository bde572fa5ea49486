using Guichet.Accounts;
using Guichet.Coverage;
using Guichet.Files.Syntax;

namespace Guichet.Files.Coverage;

/// <summary>The cases that prove a policy: one JSON object a line (JSONL). Empty lines are passed over. The keys are
/// explained in <c>docs/reference/coverage-cases.md</c>.</summary>
public static class CaseFile
{
    private static readonly string[] CaseKeys =
        ["id", "rule", "on", "release", "wants", "signIn", "partner", "competency", "holds", "expect"];

    private static readonly Words<SignInKind> SignIns =
        new(("personal", SignInKind.Personal), ("work", SignInKind.Work));

    private static readonly Words<PartnerLevel> Levels = new(
        ("none", PartnerLevel.None),
        ("action-pack", PartnerLevel.ActionPack),
        ("silver", PartnerLevel.Silver),
        ("gold", PartnerLevel.Gold));

    /// <summary>The cases, or all the mistakes: a file with a mistake gives no case, for a case passed over proves
    /// nothing.</summary>
    public static Reading<IReadOnlyList<CoverageCase>> Read(string text)
    {
        var mistakes = new MistakeLog();
        var cases = new List<CoverageCase>();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && JsonSyntax.Parse(line, mistakes, number) is { } root)
            {
                cases.Add(ReadCase(root, mistakes));
            }
        }

        if (mistakes.Count == 0 && cases.Count == 0)
        {
            mistakes.Add(new Mistake(1, 1, "file.empty", "There is no case in the file."));
        }

        return mistakes.Count == 0 ? new(cases, []) : new(null, mistakes.InOrder());
    }

    private static CoverageCase ReadCase(Node root, MistakeLog mistakes)
    {
        var section = new Section(root, mistakes, CaseKeys);
        var level = section.OptionalWord("partner", Levels) ?? PartnerLevel.None;
        return new CoverageCase(section.OptionalText("id") ?? $"line {root.Line}", section.Text("release"))
        {
            Line = root.Line,
            Rule = section.OptionalText("rule") ?? "",
            On = section.OptionalDate("on"),
            Wants = section.OptionalText("wants") ?? "break-fix",
            SignIn = section.OptionalWord("signIn", SignIns) ?? SignInKind.Personal,
            Partner = new PartnerStanding(level, section.Flag("competency", otherwise: false)),
            Holds = [.. section.Items("holds").Select(item => ReadHold(item, mistakes))],
            Expects = section.Find("expect") is { } expect ? ReadExpectations(expect, mistakes) : [],
        };
    }

    private static CaseHold ReadHold(Node node, MistakeLog mistakes)
    {
        if (node is Scalar { IsNothing: false } plan)
        {
            return new CaseHold(plan.Text);
        }

        var section = new Section(node, mistakes, "plan", "left", "expiresOn");
        return new CaseHold(
            section.Text("plan"), section.OptionalWhole("left", 0, 1_000_000), section.OptionalDate("expiresOn"));
    }

    private static List<CaseExpectation> ReadExpectations(Node node, MistakeLog mistakes)
    {
        var section = new Section(node, mistakes, "usable", "unavailable", "notOffered");
        var expected = new List<CaseExpectation>();
        Add("usable", PlanStanding.Usable);
        if (section.Find("unavailable") is { } closed)
        {
            AddUnavailable(closed, expected, mistakes);
        }

        Add("notOffered", PlanStanding.NotOffered);
        return expected;

        void Add(string key, PlanStanding standing) =>
            expected.AddRange(section.TextItems(key).Select(plan => new CaseExpectation(plan.Text, standing, [])));
    }

    private static void AddUnavailable(Node node, List<CaseExpectation> expected, MistakeLog mistakes)
    {
        var section = new Section(node, mistakes);
        foreach (var plan in node is Mapping mapping ? mapping.Entries.Select(entry => entry.Key.Text).Distinct() : [])
        {
            var reasons = section.TextItems(plan).Select(reason => reason.Text);
            expected.Add(new CaseExpectation(plan, PlanStanding.Unavailable, [.. reasons]));
        }
    }
}
