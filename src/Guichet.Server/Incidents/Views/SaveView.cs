using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Views;

/// <summary>An agent keeps a view of the queue, or throws one away.</summary>
internal sealed class SaveView(UnitOfWork work, IClock clock)
{
    /// <summary>Nobody leafs through more.</summary>
    private const int Most = 100;

    /// <summary>Makes it, or changes one's own with that id. Refused: <c>access.may-not-act</c>,
    /// <c>queue.filter-wrong</c>, <c>saved-view.not-yours</c>, <c>saved-view.too-many</c>.</summary>
    public Task<Result<SavedViewView>> RunAsync(
        Actor actor, Guid id, SavedViewEntry entry, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        return work.RunAsync<SavedViewView>(
            async database =>
            {
                if (!actor.IsAgent)
                {
                    return new Refusal("access.may-not-act", "Your place does not let you do this.");
                }

                var filter = entry.Filter!;
                var query = new QueueFilter(
                        filter.View.As<QueueView>(),
                        filter.Severity?.As<Guichet.Plans.Severity>(),
                        filter.Product,
                        filter.Team,
                        filter.Plan,
                        filter.Order.As<QueueOrder>()).Query
                    + QueueColumns.Write(QueueColumns.Read(string.Join(',', entry.Columns)));
                var view = await database.Set<SavedView>().SingleOrDefaultAsync(one => one.Id == id, cancel);
                if (view is not null && view.Owner != actor.Person)
                {
                    return new Refusal("saved-view.not-yours", "Only whoever made the view changes it.");
                }

                if (view is null)
                {
                    if (await database.Set<SavedView>().CountAsync(one => one.Owner == actor.Person, cancel) >= Most)
                    {
                        return new Refusal("saved-view.too-many", "Nobody keeps more views.").With("count", Most);
                    }

                    view = new SavedView { Id = id, Owner = actor.Person, Name = "", Query = "" };
                    database.Add(view);
                }

                (view.Name, view.Shared, view.Query, view.ChangedAt) = (entry.Name!.Trim(), entry.Shared, query, now);
                return view.View(actor, actor.Name);
            },
            cancel);
    }

    /// <summary>Refused: <c>saved-view.unknown</c>, <c>saved-view.not-yours</c>.</summary>
    public Task<Result<bool>> RemoveAsync(Actor actor, Guid id, CancellationToken cancel) => work.RunAsync<bool>(
        async database =>
        {
            var view = await database.Set<SavedView>().SingleOrDefaultAsync(
                one => one.Id == id && (one.Owner == actor.Person || one.Shared), cancel);
            if (view is null)
            {
                return new Refusal("saved-view.unknown", "There is no such view.");
            }

            if (view.Owner != actor.Person)
            {
                return new Refusal("saved-view.not-yours", "Only whoever made the view changes it.");
            }

            database.Remove(view);
            return true;
        },
        cancel);
}
