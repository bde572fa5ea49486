using System.CommandLine;

namespace Guichet.Cli;

internal static class SignInCommand
{
    public static Command Create(CommandContext context) => context.Runs(
        new Command("sign-in", """
            Check a server and an API key, and keep them for the commands to come.

            Make the key on your account page. It is kept in a file that only you can read. Without --key it is read
            from the input.

            Examples:
              guichet sign-in --server https://support.example.com --key gck_…
              cat key.txt | guichet sign-in --server https://support.example.com
            """),
        RunAsync);

    private static async Task RunAsync(Call call)
    {
        var (server, given) = call.Destination;
        var key = given ?? (await call.Surroundings.Input.ReadLineAsync(call.Cancel))?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            throw new UsageException("Which key? Give it by --key or on the input.");
        }

        using var client = call.Surroundings.Connect(server, key);
        var me = await client.GetMeAsync(call.Cancel);
        new SavedSignIn(server.ToString(), key).Write(call.Surroundings.SignInFile);
        call.Screen.Show(me, _ => call.Screen.Line($"Signed in to {server} as {me.Name} ({Screen.Word(me.Role)})."));
    }
}
