using Guichet.Client.Calendars;
using Guichet.Client.Policies;

namespace Guichet.Client;

public sealed partial class GuichetClient
{
    /// <summary>The address of a calendar's holidays, what came of it and what waits.</summary>
    public Task<HolidaySourceView> GetHolidaySourceAsync(string calendar, CancellationToken cancel = default) =>
        GetAsync<HolidaySourceView>($"calendars/{Uri.EscapeDataString(calendar)}/holiday-source", cancel);

    /// <summary>Names the address of a calendar's holidays; it is read within a minute.</summary>
    public async Task SetHolidaySourceAsync(
        string calendar, NewHolidaySource source, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(
            HttpMethod.Put, $"calendars/{Uri.EscapeDataString(calendar)}/holiday-source", source, null, cancel)
            .ConfigureAwait(false);
    }

    /// <summary>Forgets the address; what came from it stays.</summary>
    public Task RemoveHolidaySourceAsync(string calendar, CancellationToken cancel = default) =>
        DeleteAsync($"calendars/{Uri.EscapeDataString(calendar)}/holiday-source", cancel);

    /// <summary>Reads the address now.</summary>
    public async Task ReadHolidaySourceAsync(string calendar, CancellationToken cancel = default)
    {
        using var answer = await SendAsync(
            HttpMethod.Post,
            $"calendars/{Uri.EscapeDataString(calendar)}/holiday-source/reading",
            null,
            null,
            cancel).ConfigureAwait(false);
    }

    /// <summary>Takes over the holidays that wait.</summary>
    public Task<PolicyVersionView> ApprovePendingHolidaysAsync(
        string calendar, HolidayApproval seen, CancellationToken cancel = default) =>
        PostAsync<PolicyVersionView>(
            $"calendars/{Uri.EscapeDataString(calendar)}/holiday-source/pending/approval", seen, cancel);

    /// <summary>Leaves the holidays that wait aside.</summary>
    public Task DiscardPendingHolidaysAsync(string calendar, CancellationToken cancel = default) =>
        DeleteAsync($"calendars/{Uri.EscapeDataString(calendar)}/holiday-source/pending", cancel);
}
