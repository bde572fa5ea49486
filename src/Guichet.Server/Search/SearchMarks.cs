using System.Globalization;
using System.Text;
using Guichet.Accounts;
using Guichet.Incidents;
using Guichet.Plans;
using Guichet.Search;

namespace Guichet.Server.Search;

/// <summary>What filters ask for, as words of the index. They begin with a sign that no word of a text has.</summary>
internal static class SearchMarks
{
    public const string NoAgent = "#a_none";
    public const string NoTeam = "#t_none";

    public static string Of(Severity severity) => $"#s_{severity.ToString().ToLowerInvariant()}";

    public static string Of(IncidentStatus status) => $"#st_{status.ToString().ToLowerInvariant()}";

    public static string Of(Standing standing) => $"#{standing.ToString().ToLowerInvariant()}";

    public static string OfPerson(PersonId person) => $"#u_{person.Value:N}";

    public static string OfOrganization(OrganizationId organization) => $"#o_{organization.Value:N}";

    public static string OfAgent(PersonId agent) => $"#a_{agent.Value:N}";

    public static string OfTeam(string team) => $"#t_{Spelled(team)}";

    public static string OfPlan(string plan) => $"#p_{Spelled(plan)}";

    public static string OfProduct(string product) => $"#pr_{Spelled(product)}";

    public static string OfRelease(string release) => $"#r_{Spelled(release)}";

    /// <summary>A word of the customer's name.</summary>
    public static string OfCustomer(string folded) => $"#c_{folded}";

    /// <summary>The stretch of 2^<paramref name="size"/> numbers that a number lies in.</summary>
    public static string OfStretch(int size, long stretch) =>
        string.Create(CultureInfo.InvariantCulture, $"#n{size}_{stretch}");

    /// <summary>A key in letters and digits: what is neither is written by its number.</summary>
    private static string Spelled(string key)
    {
        var spelled = new StringBuilder();
        foreach (var letter in key)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                spelled.Append(char.ToLowerInvariant(letter));
            }
            else
            {
                spelled.Append('_').Append(((int)letter).ToString("x", CultureInfo.InvariantCulture)).Append('_');
            }
        }

        return spelled.ToString();
    }
}
