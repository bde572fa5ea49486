using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>A person changes how they are called and addressed.</summary>
internal sealed class ChangeProfile(UnitOfWork work, IClock clock)
{
    public Task<Result<bool>> RunAsync(
        SignedIn signedIn, ProfileChange change, string address, CancellationToken cancel) =>
        ChangeAsync(
            signedIn,
            person =>
            {
                person.Name = change.Name!.Trim();
                person.Language = change.Language!;
                person.TimeZone = change.TimeZone!;
                person.Shortcuts = !change.NoShortcuts;
            },
            address,
            cancel);

    /// <summary>The language alone, as the switch at the head of every page changes it.</summary>
    public Task<Result<bool>> RunAsync(SignedIn signedIn, string language, string address, CancellationToken cancel) =>
        ChangeAsync(signedIn, person => person.Language = language, address, cancel);

    private Task<Result<bool>> ChangeAsync(
        SignedIn signedIn, Action<Person> change, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var id = signedIn.Actor.Person;
        return work.RunAsync<bool>(
            async database =>
            {
                var person = await database.Set<Person>().SingleAsync(one => one.Id == id, cancel);
                change(person);
                person.Changed();
                database.Audit(now, id, "account.profile-changed", id.Value, address);
                return true;
            },
            cancel);
    }
}
