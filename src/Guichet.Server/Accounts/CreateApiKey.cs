using System.ComponentModel.DataAnnotations;
using Guichet.Server.Storage;
using Microsoft.EntityFrameworkCore;

namespace Guichet.Server.Accounts;

/// <summary>What it takes to make an API key.</summary>
internal sealed class NewApiKey
{
    /// <summary>Made with the form, so that sending it again makes no second key.</summary>
    [Required]
    public Guid? Id { get; set; }

    [Required, StringLength(100, MinimumLength = 2)]
    public string? Name { get; set; }

    [Required, MinLength(1)]
    public List<string>? Scopes { get; set; }

    /// <summary>Days until it expires; 0 for never.</summary>
    [Required, Range(0, 3650)]
    public int? Days { get; set; }
}

/// <summary>A person makes a key for the API.</summary>
internal sealed class CreateApiKey(UnitOfWork work, IClock clock)
{
    private const int StartLength = 12;

    /// <summary>The key, which is shown now and never again. Refused for scopes beyond the person's role.</summary>
    public Task<Result<string>> RunAsync(SignedIn signedIn, NewApiKey given, string address, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var secret = ApiKeyHandler.NewKey();
        var person = signedIn.Actor.Person;
        return work.RunAsync<string>(
            async database =>
            {
                if (given.Scopes!.Except(Scopes.Of(signedIn.Actor.Role)).Any())
                {
                    return new Refusal("api-key.scope-not-allowed", "Your role does not open this scope.");
                }

                if (await database.Set<ApiKey>().AnyAsync(one => one.Id == given.Id!.Value, cancel))
                {
                    return new Refusal("api-key.made-already", "This key was made already, and is not shown again.");
                }

                database.Add(new ApiKey
                {
                    Id = given.Id!.Value,
                    PersonId = person,
                    Name = given.Name!.Trim(),
                    Start = secret[..StartLength],
                    Hash = ApiKeyHandler.HashOf(secret),
                    Scopes = string.Join(' ', given.Scopes!.Distinct()),
                    CreatedAt = now,
                    ExpiresAt = given.Days is > 0 and var days ? now + Duration.FromDays(days) : null,
                });
                database.Audit(now, person, "api-key.made", given.Id!.Value, address);
                return secret;
            },
            cancel);
    }
}
