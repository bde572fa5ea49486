using CsCheck;
using Guichet.Incidents;

namespace Guichet.Tests.Incidents;

public class LinkingIncidents
{
    private static readonly Gen<(int From, int To)[]> Tries =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7]).Array[0, 60];

    [Fact]
    public void An_incident_is_not_linked_to_itself() =>
        Assert.All(
            Enum.GetValues<IncidentLinkKind>(),
            kind => Assert.Equal("link.to-itself", IncidentLinks.WhyNot(Id(1), kind, Id(1), Reach())?.Code));

    [Theory]
    [InlineData(IncidentLinkKind.SplitsFrom)]
    [InlineData(IncidentLinkKind.Duplicates)]
    [InlineData(IncidentLinkKind.Blocks)]
    public void What_leads_back_would_be_a_circle(IncidentLinkKind kind)
    {
        Assert.Equal("link.circle", IncidentLinks.WhyNot(Id(1), kind, Id(2), Reach(Id(3), Id(1)))?.Code);
        Assert.Null(IncidentLinks.WhyNot(Id(1), kind, Id(2), Reach(Id(3))));
    }

    [Fact]
    public void What_relates_has_no_direction_and_no_circle() =>
        Assert.Null(IncidentLinks.WhyNot(Id(1), IncidentLinkKind.Relates, Id(2), Reach(Id(1))));

    [Fact]
    public void Whatever_is_tried_no_way_leads_back() =>
        Tries.Sample(tries =>
        {
            var links = new HashSet<(int From, int To)>();
            foreach (var (from, to) in tries)
            {
                var ahead = Ahead(links, to).Select(Id).ToHashSet();
                if (IncidentLinks.WhyNot(Id(from), IncidentLinkKind.Blocks, Id(to), ahead) is null)
                {
                    links.Add((from, to));
                }
            }

            Assert.All(Enumerable.Range(0, 8), one => Assert.DoesNotContain(one, Ahead(links, one)));
        });

    [Fact]
    public void Only_what_no_act_makes_is_made_by_hand() =>
        Assert.Equal(
            [IncidentLinkKind.Blocks, IncidentLinkKind.Relates],
            Enum.GetValues<IncidentLinkKind>().Where(IncidentLinks.IsMadeByHand));

    [Fact]
    public void A_duplicate_is_of_another_incident_of_the_same_customer()
    {
        var one = new IncidentScenario().Incident;
        var submission = IncidentScenario.Submission(
            Guid.CreateVersion7(), true, one.Severity, one.Hours, anyHour: false);
        var stranger = submission with { Customer = IncidentScenario.Agent };

        Assert.Null(IncidentLinks.WhyNotDuplicate(one, IncidentScenario.Submit(submission).Value.Incident));
        Assert.Equal(
            "link.other-customer",
            IncidentLinks.WhyNotDuplicate(one, IncidentScenario.Submit(stranger).Value.Incident)?.Code);
    }

    private static IncidentId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static HashSet<IncidentId> Reach(params IncidentId[] ids) => [.. ids];

    /// <summary>What is reached by any number of links, the slow way.</summary>
    private static HashSet<int> Ahead(HashSet<(int From, int To)> links, int from)
    {
        var found = new HashSet<int>();
        var waiting = new Stack<int>([from]);
        while (waiting.TryPop(out var one))
        {
            foreach (var link in links.Where(link => link.From == one && found.Add(link.To)))
            {
                waiting.Push(link.To);
            }
        }

        return found;
    }
}
