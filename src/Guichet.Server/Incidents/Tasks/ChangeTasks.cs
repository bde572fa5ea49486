using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Incidents;
using Guichet.Server.Incidents.Mentions;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Tasks;

/// <summary>The desk writes down what is to be done on an incident, does it, or does it not. No customer can tell: the
/// incident's version stays as it is.</summary>
internal sealed class ChangeTasks(UnitOfWork work, IClock clock)
{
    /// <summary>Tasks of one incident, the done ones among them.</summary>
    public const int Most = 200;

    /// <summary>Adds the task or makes it what it is to be. Refused: <c>incident.unknown</c>,
    /// <c>access.may-not-act</c>, <c>task.unknown</c>, <c>task.too-many</c>, <c>agent.unknown</c>,
    /// <c>version.changed</c>.</summary>
    public Task<Result<Guid>> SaveAsync(
        Actor actor, Guid incident, Guid id, TaskEntry entry, int? version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<Guid>(
            async database =>
            {
                var (on, taskId) = (new IncidentId(incident), new IncidentTaskId(id));
                var task = await database.Set<IncidentTask>().FindAsync([taskId], cancel);
                var refusal = await WhyNotAsync(database, actor, on, task, cancel)
                    ?? WhyNotAt(version, task?.Version ?? 0)
                    ?? await WhyNotGivenAsync(database, task?.Assignee, entry.Assignee, cancel);
                if (refusal is not null)
                {
                    return refusal;
                }

                if (task is null && await database.Set<IncidentTask>().CountAsync(
                    one => one.Incident == on, cancel) >= Most)
                {
                    return new Refusal("task.too-many", "The incident has as many tasks as it can have.")
                        .With("most", Most);
                }

                Write(database, task, new(taskId, on, actor, now), entry);
                database.TellsDesks = true;
                return id;
            },
            cancel);
    }

    /// <summary>Says that a task is done, or that it is not; where it stands so already nothing is changed, whoever has
    /// said it. Refused: <c>incident.unknown</c>, <c>access.may-not-act</c>, <c>task.unknown</c>,
    /// <c>version.changed</c>.</summary>
    public Task<Result<bool>> FinishAsync(
        Actor actor, Guid incident, Guid id, bool done, int? version, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return ChangeAsync(
            actor,
            incident,
            id,
            (_, task) =>
            {
                if (task is null)
                {
                    return new Refusal("task.unknown", "There is no such task.");
                }

                if (task.IsOpen == done && WhyNotAt(version, task.Version) is { } refusal)
                {
                    return refusal;
                }

                Finish(task, done, actor, now);
                return true;
            },
            cancel);
    }

    /// <summary>Throws it away; false where there was none. Refused: <c>incident.unknown</c>,
    /// <c>access.may-not-act</c>, <c>task.unknown</c> where it is another incident's, <c>version.changed</c>.</summary>
    public Task<Result<bool>> RemoveAsync(
        Actor actor, Guid incident, Guid id, int? version, CancellationToken cancel) =>
        ChangeAsync(
            actor,
            incident,
            id,
            (database, task) =>
            {
                if (task is null)
                {
                    return false;
                }

                if (WhyNotAt(version, task.Version) is { } refusal)
                {
                    return refusal;
                }

                database.Remove(task);
                return true;
            },
            cancel);

    private Task<Result<bool>> ChangeAsync(
        Actor actor,
        Guid incident,
        Guid id,
        Func<Database, IncidentTask?, Result<bool>> change,
        CancellationToken cancel) =>
        work.RunAsync<bool>(
            async database =>
            {
                var task = await database.Set<IncidentTask>().FindAsync([new IncidentTaskId(id)], cancel);
                if (await WhyNotAsync(database, actor, new IncidentId(incident), task, cancel) is { } refusal)
                {
                    return refusal;
                }

                database.TellsDesks = true;
                return change(database, task);
            },
            cancel);

    private static void Write(Database database, IncidentTask? task, Adding adding, TaskEntry entry)
    {
        var text = entry.Text!.Trim();
        PersonId? assignee = entry.Assignee is { } person ? new PersonId(person) : null;
        LocalDate? due = entry.Due is { } day ? LocalDate.FromDateOnly(day) : null;
        if (task is null)
        {
            task = new IncidentTask(
                adding.Id, adding.Incident, text, assignee, due, adding.By.Person, adding.At);
            database.Add(task);
        }
        else if ((task.Text, task.Assignee, task.Due) != (text, assignee, due))
        {
            task.Change(text, assignee, due);
        }

        Finish(task, entry.Done, adding.By, adding.At);
    }

    private static void Finish(IncidentTask task, bool done, Actor actor, Instant at)
    {
        if (done)
        {
            task.Finish(actor.Name, at);
        }
        else
        {
            task.Reopen();
        }
    }

    private static async Task<Refusal?> WhyNotAsync(
        Database database, Actor actor, IncidentId incident, IncidentTask? task, CancellationToken cancel) =>
        !await database.IncidentsVisibleTo(actor).AnyAsync(one => one.Id == incident, cancel)
            ? new Refusal("incident.unknown", "There is no such incident.")
            : !actor.IsAgent ? new Refusal("access.may-not-act", "Your place does not let you do this.")
            : task is not null && task.Incident != incident
                ? new Refusal("task.unknown", "There is no such task.")
                : null;

    private static Refusal? WhyNotAt(int? expected, int current) =>
        expected is { } version && version != current
            ? new Refusal("version.changed", "It has changed since it was read.")
                .With("expected", version)
                .With("current", current)
            : null;

    /// <summary>What somebody has who is not of the desk any more is theirs until it is given on.</summary>
    private static async Task<Refusal?> WhyNotGivenAsync(
        Database database, PersonId? before, Guid? assignee, CancellationToken cancel) =>
        assignee is { } person
        && before?.Value != person
        && !await database.AgentsOf().AnyAsync(one => one.Id == new PersonId(person), cancel)
            ? new Refusal("agent.unknown", "There is no such agent.")
            : null;

    private sealed record Adding(IncidentTaskId Id, IncidentId Incident, Actor By, Instant At);
}
