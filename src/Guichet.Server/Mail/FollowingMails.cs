using System.Text.Json;
using Guichet.Accounts;
using Guichet.Server.Catalog;
using Guichet.Server.Following;
using Guichet.Server.Policies;
using Guichet.Server.Shell;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace Guichet.Server.Mail;

/// <summary>Mails about products that one follows: phases that will end, and dates that were moved.</summary>
internal sealed class FollowingMails(Texts texts, InForce inForce) : IMailComposer
{
    /// <summary>One for each follower of what <see cref="CatalogChanged"/> tells.</summary>
    private const string DatesMoved = "following.dates-moved";

    public bool Makes(string kind) => kind is RemindOfPhaseEnds.Kind or DatesMoved;

    public async Task<OutgoingMail?> ComposeAsync(Database database, Told told, CancellationToken cancel)
    {
        var person = new PersonId(told.Id("person"));
        var follower = await database.Set<Follower>().AsNoTracking()
            .SingleOrDefaultAsync(one => one.Person == person, cancel);
        if (follower is not { WantsMail: true } || await database.FindRecipientAsync(person, cancel) is not { } to)
        {
            return null;
        }

        var catalog = (await inForce.ReadAsync(database, cancel)).Catalog;
        return Speaking.In(to.Language, () =>
        {
            var facts = told.Kind == DatesMoved ? Moved(told, catalog) : Ends(told, catalog);
            var first = facts[0].Label;
            return new OutgoingMail(
                to,
                texts.Get($"mail.{told.Kind}.subject", ("count", facts.Count), ("release", first)),
                texts.Get($"mail.{told.Kind}.lead", ("count", facts.Count), ("release", first)))
            {
                Facts = facts,
                Outlook = texts[$"mail.{told.Kind}.outlook"],
                Link = (texts["mail.following.link"], Navigation.Following),
                Stop = $"/following/stop/{follower.MailKey}",
            };
        });
    }

    public async Task<IReadOnlyList<OutboxMessage>> FollowUpAsync(
        Database database, Told told, Instant now, CancellationToken cancel)
    {
        if (told.Kind != CatalogChanged.Kind)
        {
            return [];
        }

        var moved = Read<CatalogChanged.Date>(told, "moved").ToLookup(date => date.Release);
        var subjects = moved.SelectMany(date => new[] { date.Key, date.Key.Split('/')[0] }).Distinct().ToArray();
        var followed = await (
            from one in database.Set<FollowedProduct>()
            join follower in database.Set<Follower>() on one.Person equals follower.Person
            where subjects.Contains(one.Subject) && follower.WantsMail
            select new { one.Person, one.Subject }).ToListAsync(cancel);
        return
        [
            .. from one in followed.GroupBy(one => one.Person, one => one.Subject)
               let theirs = moved.Where(date => one.Contains(date.Key) || one.Contains(date.Key.Split('/')[0]))
               select OutboxMessage.Of(
                   DatesMoved, new { person = one.Key.Value, dates = theirs.SelectMany(date => date) }, now),
        ];
    }

    private List<(string Label, string Value)> Ends(Told told, CatalogInForce catalog) =>
    [
        .. Read<PhaseEndFact>(told, "ends").Select(end => (
            NameOf(end.Release, catalog),
            texts.Get(
                $"mail.following.ends.{end.Phase}",
                ("date", LocalDatePattern.Iso.Parse(end.EndsOn).Value),
                ("count", end.Months)))),
    ];

    private List<(string Label, string Value)> Moved(Told told, CatalogInForce catalog) =>
    [
        .. Read<CatalogChanged.Date>(told, "dates").Select(date => (
            NameOf(date.Release, catalog),
            texts.Get(
                $"mail.following.moved.{date.Field}{Suffix(date)}", ("from", Day(date.From)), ("to", Day(date.To))))),
    ];

    private static string Suffix(CatalogChanged.Date date) => (date.From, date.To) switch
    {
        ("", _) => ".announced",
        (_, "") => ".withdrawn",
        _ => "",
    };

    private static LocalDate? Day(string written) =>
        LocalDatePattern.Iso.Parse(written) is { Success: true } day ? day.Value : null;

    private static string NameOf(string reference, CatalogInForce catalog) =>
        catalog.Products.FindRelease(reference)?.Release.Name ?? reference;

    private static List<T> Read<T>(Told told, string name) =>
        told.Facts.GetProperty(name).Deserialize<List<T>>(JsonSerializerOptions.Web) ?? [];
}
