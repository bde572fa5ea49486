using System.Globalization;
using Guichet.Client.Incidents;

namespace Guichet.Server.Incidents.Tasks;

/// <summary>What a button of a task posts: which act, on which task of which incident, as it was read.</summary>
internal sealed record TaskButton(string Act, Guid Incident, Guid Task, int Version)
{
    public const string Done = "done";
    public const string Undo = "undo";
    public const string Remove = "remove";

    public static string Of(string act, TaskView task) =>
        string.Create(CultureInfo.InvariantCulture, $"{act} {task.Incident} {task.Id} {task.Version}");

    /// <summary>Null for what no page of ours has written.</summary>
    public static TaskButton? Read(string? posted) =>
        (posted ?? "").Split(' ') is [Done or Undo or Remove, _, _, _] words
        && Guid.TryParse(words[1], out var incident)
        && Guid.TryParse(words[2], out var task)
        && int.TryParse(words[3], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(words[0], incident, task, version)
            : null;
}
