using Guichet.Server.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Guichet.Server.Accounts;

/// <summary>The two doors of the capability: its services, and its routes.</summary>
internal static class AccountsModule
{
    /// <summary>What is recommended for the hash that Identity uses.</summary>
    private const int HashRounds = 210_000;

    /// <summary>Many sign in from one machine where the people are invented.</summary>
    private const int DemonstrationAttempts = 600;

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>()
            .Configure<Demonstration>((options, demonstration) => options.AttemptsPerMinute =
                demonstration.On ? DemonstrationAttempts : options.AttemptsPerMinute)
            .BindConfiguration("Accounts")
            .Validate(options => options.AttemptsPerMinute > 0, "Accounts:AttemptsPerMinute is at least 1.")
            .ValidateOnStart();
        services.AddSingleton<IPasswordHasher<Person>>(new PasswordHasher<Person>(
            Options.Create(new PasswordHasherOptions { IterationCount = HashRounds })));
        services.AddSingleton<People>();
        services.AddSingleton<AttemptLimit>();

        services.AddSingleton<RegisterPerson>();
        services.AddSingleton<ConfirmEmail>();
        services.AddSingleton<RequestPasswordReset>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<SignOutEverywhere>();
        services.AddSingleton<ChangeProfile>();
        services.AddSingleton<CreateOrganization>();
        services.AddSingleton<InviteMember>();
        services.AddSingleton<AcceptInvitation>();
        services.AddSingleton<ChangeMemberRole>();
        services.AddSingleton<RemoveMember>();
        services.AddSingleton<WithdrawInvitation>();
        services.AddSingleton<CreateApiKey>();
        services.AddSingleton<RevokeApiKey>();
        services.AddSingleton<SetPersonRole>();

        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<DemonstrationPeople>();
        services.AddHostedService<AccountsStart>();
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        routes.MapSignOut();
        api.MapMe();
    }
}
