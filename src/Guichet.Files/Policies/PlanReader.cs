using System.Collections.Frozen;
using Guichet.Accounts;
using Guichet.Files.Syntax;
using Guichet.Plans;

namespace Guichet.Files.Policies;

/// <summary>Reads the wishes, the plans and the known issues of a policy.</summary>
internal sealed class PlanReader(MistakeLog mistakes, PolicyKeys wishKeys, PolicyKeys planKeys)
{
    private const int InvoiceDecimals = 2;

    private readonly HashSet<string> excluded = [];

    public Wish ReadWish(Node node)
    {
        var section = new Section(node, mistakes, PolicySchema.Wish.Keys);
        var wish = new Wish(
            wishKeys.Declared(section),
            Texts.Required(section, "name"),
            section.Flag("excluded", otherwise: false),
            Texts.Optional(section, "goInstead"));
        if (wish.Excluded)
        {
            excluded.Add(wish.Key);
            if (section.Find("goInstead") is null)
            {
                mistakes.Add(node, "policy.go-instead-missing",
                    $"What no plan covers names where to go instead: 'goInstead' is missing for '{wish.Key}' (R12).");
            }
        }

        return wish;
    }

    public SupportPlan ReadPlan(Node node)
    {
        var section = new Section(node, mistakes, PolicySchema.Plan.Keys);
        var key = planKeys.Declared(section);
        var latest = section.OptionalWhole("latestReleases", 1, 100);
        var plan = new SupportPlan(
            key,
            Texts.Required(section, "name"),
            section.Word("offer", PolicyWords.Offers) ?? default,
            section.OptionalWhole("size", 1, 100_000),
            RequiredSet(section, "phases", PolicyWords.Phases),
            RequiredSet(section, "deployments", PolicyWords.Deployments),
            latest is null ? ReleasePolicy.Any : new ReleasePolicy(latest))
        {
            Description = Texts.Optional(section, "description"),
            PartnerLevels = section.WordSet("partnerLevels", PolicyWords.PartnerLevels)?.ToFrozenSet()
                ?? FrozenSet<PartnerLevel>.Empty,
            NeedsCompetency = section.Flag("needsCompetency", otherwise: false),
            Price = ReadPrice(section),
            Paid = section.Flag("paid", otherwise: true),
            SharedInOrganization = section.Flag("sharedInOrganization", otherwise: false),
            Delegates = section.Flag("delegates", otherwise: false),
            InsteadUse = [.. planKeys.AllReferred(section, "insteadUse")],
        };
        if (section.Find("signIns") is not null)
        {
            plan = plan with { SignIns = RequiredSet(section, "signIns", PolicyWords.SignIns) };
        }

        plan = plan with { Wants = ReadWants(section, plan.Wants), Validity = ReadValidity(section, plan.Validity) };
        CheckOffer(section, plan);
        return plan;
    }

    public KnownIssue ReadKnownIssue(Node node)
    {
        var section = new Section(node, mistakes, PolicySchema.KnownIssue.Keys);
        section.Require("plans");
        var issue = new KnownIssue(
            section.Text("key"),
            planKeys.AllReferred(section, "plans").ToFrozenSet(),
            RequiredSet(section, "signIns", PolicyWords.SignIns),
            section.OptionalDate("from"),
            section.OptionalDate("until"),
            Texts.Required(section, "notice"))
        {
            Article = Texts.Optional(section, "article"),
            WayRound = section.OptionalWord("wayRound", PolicyWords.SignIns),
        };
        if (issue.Until < issue.From)
        {
            mistakes.Add(section.Place("until"), "policy.dates-backwards", "The last day is before the first.");
        }

        if (issue.WayRound is { } way && issue.SignIns.Contains(way))
        {
            mistakes.Add(section.Place("wayRound"), "policy.way-round-closed",
                "The way round is a kind of sign-in that this very issue closes.");
        }

        if (!IsWebAddress(issue.Article.English) || !IsWebAddress(issue.Article.French))
        {
            mistakes.Add(section.Place("article"), "policy.address-malformed",
                "An article is an address that begins with https:// or http://.");
        }

        return issue;
    }

    private FrozenSet<T> RequiredSet<T>(Section section, string key, Words<T> words)
        where T : struct
    {
        if (section.Require(key) is Sequence { Items.Count: 0 } empty)
        {
            mistakes.Add(empty, "file.list-empty",
                $"The list '{key}' names at least one of {string.Join(", ", words.All)}.");
        }

        return section.WordSet(key, words)?.ToFrozenSet() ?? FrozenSet<T>.Empty;
    }

    private IReadOnlySet<string> ReadWants(Section section, IReadOnlySet<string> otherwise)
    {
        if (section.Find("wants") is null)
        {
            foreach (var want in otherwise)
            {
                wishKeys.Referred(new Scalar(section.Node.Line, section.Node.Column, want, Quoted: true));
            }

            return otherwise;
        }

        foreach (var want in section.TextItems("wants").Where(want => excluded.Contains(want.Text)))
        {
            mistakes.Add(want, "policy.wish-excluded",
                $"'{want.Text}' is excluded for every plan, so this one cannot cover it.");
        }

        return wishKeys.AllReferred(section, "wants").ToFrozenSet();
    }

    private Period ReadValidity(Section section, Period otherwise)
    {
        if (section.OptionalText("validity") is not { } text)
        {
            return otherwise;
        }

        if (WrittenForms.ReadPeriod(text) is { } validity)
        {
            return validity;
        }

        mistakes.Add(section.Place("validity"), "policy.validity-malformed",
            $"'{text}' is not a validity: write it as '1 year', '6 months' or '90 days'.");
        return otherwise;
    }

    private Money? ReadPrice(Section section)
    {
        if (section.OptionalText("price") is not { } text)
        {
            return null;
        }

        if (WrittenForms.ReadMoney(text) is not { } price)
        {
            mistakes.Add(section.Place("price"), "policy.price-malformed",
                $"'{text}' is not a price: write it as '499.00 USD', with the currency's own number of decimals.");
            return null;
        }

        if (price.Amount < 0)
        {
            mistakes.Add(section.Place("price"), "policy.price-negative", "A price is not below zero.");
        }

        if (Currency.DecimalDigits(price.Currency) > InvoiceDecimals)
        {
            mistakes.Add(section.Place("price"), "policy.price-too-fine",
                $"{price.Currency} counts in thousandths, and an amount on an invoice by EN 16931 has two decimals at "
                + "most: name the price in another currency.");
        }

        return price;
    }

    /// <summary>Whether it says so: an offer that cannot be read is a mistake of its own.</summary>
    private static bool IsSale(Section section) =>
        section.Find("offer") is Scalar { Text: var word } && PolicyWords.Offers.Find(word) == PlanOffer.Sale;

    private void CheckOffer(Section section, SupportPlan plan)
    {
        if (plan.Offer == PlanOffer.Sale && IsSale(section) && section.Find("price") is null)
        {
            mistakes.Add(section.Node, "policy.price-missing", $"The plan '{plan.Key}' is for sale and has no price.");
        }

        if (plan.Offer != PlanOffer.Sale && section.Find("price") is not null)
        {
            mistakes.Add(section.Place("price"), "policy.price-unused",
                $"The plan '{plan.Key}' is not for sale, so it has no price.");
        }

        if (plan.Offer == PlanOffer.Free && section.Find("size") is not null)
        {
            mistakes.Add(section.Place("size"), "policy.size-unused",
                $"The plan '{plan.Key}' is open without a pack, so it has no size (R23).");
        }

        if (plan.InsteadUse.Contains(plan.Key))
        {
            mistakes.Add(section.Place("insteadUse"), "policy.instead-itself", "A plan cannot point to itself.");
        }
    }

    private static bool IsWebAddress(string text) => text.Length == 0
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http"));
}
