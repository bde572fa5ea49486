using Microsoft.Extensions.Options;

namespace Guichet.Server.Accounts;

/// <summary>Section <c>Accounts</c> of the configuration.</summary>
internal sealed class AccountOptions
{
    /// <summary>How often one network address may try, of each of signing in, registering and recovering.</summary>
    public int AttemptsPerMinute { get; set; } = 20;
}

/// <summary>Slows down who tries passwords and addresses from one network address, whatever account they try. Counted
/// by whole minutes in this process; the lockout of an account is what several nodes share.</summary>
internal sealed class AttemptLimit(IOptions<AccountOptions> options)
{
    private readonly Lock turn = new();
    private readonly Dictionary<(string Act, string Address), int> attempts = [];
    private long minute;

    /// <summary>Counts the attempt; a refusal where there were too many in this minute. Without an address the caller
    /// is in this process and goes free.</summary>
    public Refusal? Refuse(string act, string address, Instant now)
    {
        if (address.Length == 0)
        {
            return null;
        }

        lock (turn)
        {
            var current = now.ToUnixTimeSeconds() / 60;
            if (current != minute)
            {
                attempts.Clear();
                minute = current;
            }

            var source = (act, Auditing.Network(address));
            var count = attempts.GetValueOrDefault(source) + 1;
            attempts[source] = count;
            return count <= options.Value.AttemptsPerMinute
                ? null
                : new Refusal("attempts.too-many", "Too many attempts from this network address.")
                    .With("retryAfter", 60 - now.ToUnixTimeSeconds() % 60);
        }
    }
}
