using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.Json;
using Guichet.Cli.Packs;
using Guichet.Client;
using Guichet.Client.Policies;

namespace Guichet.Cli;

/// <summary>The program from its arguments to its exit code.</summary>
internal static class CommandLine
{
    private const string About = """
        Professional support by the incident, from the command line.

        Begin with an API key of your account page:
          guichet sign-in --server https://support.example.com --key gck_…
          guichet catalog search "windows server"
          guichet coverage ask --release windows-server/2019

        Server and key are taken from --server and --key, else from GUICHET_SERVER and GUICHET_KEY, else from sign-in.
        Exit codes: 0 done, 1 refused or a check failed, 2 wrong command line or unreadable file, 3 server unreachable.
        """;

    public static async Task<int> RunAsync(
        string[] arguments, Surroundings surroundings, CancellationToken cancel = default)
    {
        var context = new CommandContext(surroundings);
        var root = Root(context);
        context.AddOptionsTo(root);
        var parsed = root.Parse(arguments);
        context.TellInFull(parsed.CommandResult.Command);
        if (parsed.Action is ParseErrorAction mistake)
        {
            mistake.ShowHelp = false;
        }

        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Output,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration, cancel);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (UsageException wrong)
        {
            await surroundings.Error.WriteLineAsync(wrong.Message);
            return ExitCode.Usage;
        }
        catch (GuichetException refused)
        {
            await WriteAsync(refused, surroundings.Error);
            return (int)refused.Status >= 500 ? ExitCode.Unreachable : ExitCode.Refused;
        }
        catch (Exception gone) when (gone is HttpRequestException
            || (gone is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            await surroundings.Error.WriteLineAsync($"The server does not answer: {gone.Message}");
            return ExitCode.Unreachable;
        }
    }

    private static RootCommand Root(CommandContext context) => new(About)
    {
        SignInCommand.Create(context),
        CatalogCommands.Create(context),
        FollowingCommands.Create(context),
        CoverageCommands.Create(context),
        PolicyCommands.Create(context),
        CalendarCommands.Create(context),
        PackCommands.Create(context),
        OrderCommands.Create(context),
        RecoveryCommands.Create(context),
        LedgerCommands.Create(context),
        InvoiceCommands.Create(context),
        InvoiceCommands.CreateBooks(context),
        IncidentCommands.Create(context),
        SearchCommands.Create(context),
        BillingCommands.Create(context),
        BillingCommands.CreateDisputes(context),
        PartnerCommands.Create(context),
        TeamCommands.Create(context),
        ReportCommands.Create(context),
    };

    private static async Task WriteAsync(GuichetException refused, TextWriter error)
    {
        await error.WriteLineAsync($"{refused.Message} ({refused.Code})");
        foreach (var (field, sentences) in refused.Errors)
        {
            await error.WriteLineAsync($"  {field}: {string.Join(' ', sentences)}");
        }

        if (refused.Facts.TryGetValue("mistakes", out var facts)
            && facts.Deserialize<FileMistakeView[]>(GuichetClient.Json) is { } mistakes)
        {
            foreach (var mistake in mistakes)
            {
                await error.WriteLineAsync($"{mistake.Line}:{mistake.Column} {mistake.Message} ({mistake.Code})");
            }
        }
    }
}
