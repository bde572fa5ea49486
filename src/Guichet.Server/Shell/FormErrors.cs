namespace Guichet.Server.Shell;

/// <summary>What is wrong with a form, in the order the fields stand, in the reader's words.</summary>
public sealed class FormErrors
{
    private readonly List<FormError> all = [];

    private readonly Dictionary<string, string> labels = [];

    /// <summary>Told when a field has said what it is called: the summary stands above the fields, and is drawn before
    /// them.</summary>
    internal event Action? Labeled;

    /// <summary>All of them, in the order added.</summary>
    public IReadOnlyList<FormError> All => all;

    /// <summary>Whether there are any.</summary>
    public bool Any => all.Count > 0;

    /// <summary>The first of a field; null where the field is right.</summary>
    public string? this[string field] => all.FirstOrDefault(error => error.Field == field)?.Message;

    /// <summary>What a field is called on the page; null where none said so.</summary>
    internal string? LabelOf(string field) => labels.GetValueOrDefault(field);

    /// <summary>A field says what it is called, so that "Fill in this field" is not all the summary says.</summary>
    internal void Label(string field, string label)
    {
        if (labels.TryAdd(field, label))
        {
            Labeled?.Invoke();
        }
    }

    /// <summary>Something wrong with one field; its name is the form's, <c>Model.Title</c>.</summary>
    public void Add(string field, string message) => all.Add(new(field, message));

    /// <summary>Something wrong with the whole: a refusal of the rules.</summary>
    public void Add(string message) => all.Add(new(null, message));

    /// <summary>Adds the message where the value is missing or blank.</summary>
    public void Require(string field, string? value, string message)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(field, message);
        }
    }
}

/// <summary>One mistake; without a field it belongs to the whole form.</summary>
public sealed record FormError(string? Field, string Message);
