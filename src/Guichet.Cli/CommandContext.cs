using System.CommandLine;
using Guichet.Client;

namespace Guichet.Cli;

/// <summary>What all commands share: the options of every command, and how an act is run.</summary>
internal sealed class CommandContext(Surroundings surroundings)
{
    private readonly Dictionary<Command, string> guides = [];

    private readonly Option<string?> server = new("--server")
    {
        Description = "Address of the server, as in https://support.example.com",
        Recursive = true,
    };

    private readonly Option<string?> key = new("--key") { Description = "API key", Recursive = true };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Answer in JSON, as the API does",
        Recursive = true,
    };

    public Surroundings Surroundings => surroundings;

    public void AddOptionsTo(RootCommand root)
    {
        root.Add(server);
        root.Add(key);
        root.Add(json);
    }

    /// <summary>The command does this, and ends with the exit code that comes back.</summary>
    public Command Runs(Command command, Func<Call, Task<int>> act)
    {
        guides[command] = command.Description!;
        command.Description = command.Description!.Split('\n')[0];
        command.SetAction(async (parsed, cancel) =>
        {
            using var call = new Call(parsed, this, cancel);
            return await act(call);
        });
        return command;
    }

    /// <summary>The same for an act that is done when it returns.</summary>
    public Command Runs(Command command, Func<Call, Task> act) => Runs(command, async call =>
    {
        await act(call);
        return ExitCode.Done;
    });

    /// <summary>The help of the command asked for is told in full, with its examples; in a list of commands one line is
    /// enough.</summary>
    public void TellInFull(Command command) =>
        command.Description = guides.GetValueOrDefault(command, command.Description!);

    public bool InJson(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>The server named by option, environment or sign-in, in this order, and the key likewise.</summary>
    public (Uri Server, string? Key) Destination(ParseResult parsed)
    {
        var saved = SavedSignIn.Read(surroundings.SignInFile);
        var address = parsed.GetValue(server) ?? surroundings.Variable("GUICHET_SERVER") ?? saved?.Server;
        if (address is null)
        {
            throw new UsageException(
                "Which server? Name it by --server or GUICHET_SERVER, or sign in once: "
                + "guichet sign-in --server … --key …");
        }

        return Uri.TryCreate($"{address.TrimEnd('/')}/", UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            ? (uri, parsed.GetValue(key) ?? surroundings.Variable("GUICHET_KEY") ?? saved?.Key)
            : throw new UsageException($"'{address}' is not an address as in https://support.example.com");
    }
}

/// <summary>One run of a command.</summary>
internal sealed class Call(ParseResult parsed, CommandContext context, CancellationToken cancel) : IDisposable
{
    private GuichetClient? client;

    public CancellationToken Cancel => cancel;

    public Surroundings Surroundings => context.Surroundings;

    public GuichetClient Client => client ??= Open();

    public Screen Screen { get; } = new(context.Surroundings.Output, context.InJson(parsed));

    public (Uri Server, string? Key) Destination => context.Destination(parsed);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    /// <summary>The text of a file; <c>-</c> is what is piped in.</summary>
    public async Task<string> ReadAsync(string file)
    {
        if (file == "-")
        {
            return await Surroundings.Input.ReadToEndAsync(cancel);
        }

        return File.Exists(file)
            ? await File.ReadAllTextAsync(file, cancel)
            : throw new UsageException($"There is no file '{file}'.");
    }

    public void Dispose() => client?.Dispose();

    private GuichetClient Open()
    {
        var (server, key) = Destination;
        return Surroundings.Connect(server, key);
    }
}
