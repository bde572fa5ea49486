using System.Globalization;
using Guichet.Client.Incidents;
using Guichet.Server.Hosting;

namespace Guichet.Server.Incidents.Portal;

/// <summary>Step 3 as it is posted: everything a text, so that a mistake can be said beside its field.</summary>
internal sealed class ProblemForm
{
    /// <summary>Rows of contacts on the page; who needs more has the API.</summary>
    public const int MostContacts = 3;

    // In the order in which the fields stand.
    private static readonly string[] Fields =
    [
        nameof(NewIncident.Title), nameof(NewIncident.Description), nameof(NewIncident.Severity),
        nameof(NewIncident.Hours), nameof(NewIncident.Contacts),
    ];

    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? Severity { get; set; }

    public string? Hours { get; set; }

    public List<ContactForm> Contacts { get; set; } = [];

    public static ProblemForm Of(NewIncident incident, NewContact writer) => new()
    {
        Title = incident.Title,
        Description = incident.Description,
        Severity = incident.Severity?.ToString(),
        Hours = incident.Hours?.ToString(),
        Contacts = [.. (incident.Contacts ?? [writer]).Select(ContactForm.Of)],
    };

    /// <summary>The rows of the page: those that are there, and empty ones.</summary>
    public void FillUp()
    {
        while (Contacts.Count < MostContacts)
        {
            Contacts.Add(new());
        }
    }

    /// <summary>The step's part of a submission. A row without a word is no contact; the first row always is
    /// one.</summary>
    public NewIncident Read() => new()
    {
        Title = Title?.Trim(),
        Description = Description?.Trim(),
        Severity = Enum.TryParse<Severity>(Severity, out var severity) ? severity : null,
        Hours = Enum.TryParse<HoursOfCoverage>(Hours, out var hours) ? hours : null,
        Contacts = [.. Rows.Select(row => Contacts[row].Read())],
    };

    /// <summary>What is wrong with the fields by themselves, by the names of this form and in their order.</summary>
    public IEnumerable<FieldMistake> Mistakes() =>
        FieldCheck.Of(Read())
            .Where(mistake => Fields.Contains(FirstName(mistake.Path)))
            .OrderBy(mistake => Array.IndexOf(Fields, FirstName(mistake.Path)))
            .Select(mistake => mistake with { Path = "Model." + WithRow(mistake.Path) });

    /// <summary>The rows that are contacts.</summary>
    private List<int> Rows =>
        [.. Enumerable.Range(0, Contacts.Count).Where(row => row == 0 || !Contacts[row].IsEmpty)];

    private static string FirstName(string path) => path.Split('.', '[')[0];

    /// <summary>Empty rows are left out of what is checked: the place among the contacts becomes the page's
    /// row.</summary>
    private string WithRow(string path)
    {
        var (open, close) = (path.IndexOf('[', StringComparison.Ordinal), path.IndexOf(']', StringComparison.Ordinal));
        if (open < 0)
        {
            return path;
        }

        var row = Rows[int.Parse(path[(open + 1)..close], CultureInfo.InvariantCulture)];
        return $"{path[..(open + 1)]}{row}{path[close..]}";
    }
}

/// <summary>A row of step 3.</summary>
internal sealed class ContactForm
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public bool AnyHour { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name + Email + Phone);

    public static ContactForm Of(NewContact contact) => new()
    {
        Name = contact.Name,
        Email = contact.Email,
        Phone = contact.Phone,
        AnyHour = contact.AnyHour,
    };

    public NewContact Read() => new()
    {
        Name = Name?.Trim(),
        Email = Email?.Trim(),
        Phone = string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim(),
        AnyHour = AnyHour,
    };
}
