using System.Net;
using Guichet.Server.Accounts;
using Guichet.Server.Tests.Accounts;

namespace Guichet.Server.Tests.Invoices;

/// <summary>Days at the end of the calendar and values that no form offers: an answer, never a failure.</summary>
public sealed class TypingWhatNobodyExpects(DemonstrationHouse house) : IClassFixture<DemonstrationHouse>
{
    [Theory]
    [InlineData("camille@example.test", "/account/billing?from=0001-01-01&until=9999-12-31")]
    [InlineData("camille@example.test", "/account/billing.csv?from=0001-01-01&until=9999-12-31")]
    [InlineData("clerk@example.test", "/desk/invoices.csv?month=9999-12")]
    [InlineData("clerk@example.test", "/desk/invoices.csv?month=0001-01")]
    public async Task Reads_up_to_the_last_day_of_the_calendar(string email, string path)
    {
        using var visit = new Visit(house);
        using var signedIn = await visit.SignInAsync(email, DemonstrationPeople.Password);

        using var answer = await visit.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Model.Method", "7")]
    [InlineData("Model.PurchaseOrderNumber", "PO\u000777")]
    public async Task Is_said_beside_the_field_and_nothing_is_ordered(string field, string value)
    {
        using var visit = new Visit(house);
        using var signedIn = await visit.SignInAsync("camille@example.test", DemonstrationPeople.Password);

        using var answer = await visit.PostAsync(
            "/plans/pack-5/buy", "buy",
            ("Model.Id", Guid.CreateVersion7().ToString()), ("Model.Accepts", "true"), (field, value));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
