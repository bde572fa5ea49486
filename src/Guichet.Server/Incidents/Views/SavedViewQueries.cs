using Guichet.Accounts;
using Guichet.Client.Incidents;
using Guichet.Server.Accounts;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Incidents.Views;

internal static class SavedViewQueries
{
    private const int MostShared = 200;

    /// <summary>One's own by name, then those that others share.</summary>
    public static async Task<IReadOnlyList<SavedViewView>> ListSavedViewsAsync(
        this Database database, Actor actor, CancellationToken cancel)
    {
        var own = await database.Set<SavedView>().AsNoTracking()
            .Where(view => view.Owner == actor.Person)
            .OrderBy(view => view.Name)
            .ToListAsync(cancel);
        var shared = await (
            from view in database.Set<SavedView>()
            where view.Shared && view.Owner != actor.Person
            orderby view.Name
            join person in database.Set<Person>() on view.Owner equals person.Id
            select new { View = view, person.Name }).AsNoTracking().Take(MostShared).ToListAsync(cancel);
        return
        [
            .. own.Select(view => view.View(actor, actor.Name)),
            .. shared.Select(one => one.View.View(actor, one.Name)),
        ];
    }

    public static SavedViewView View(this SavedView view, Actor actor, string ownerName) => new(
        view.Id, view.Name, view.Shared, view.Owner == actor.Person, ownerName, $"/desk/queue{view.Query}");
}
