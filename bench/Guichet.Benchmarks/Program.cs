using System.Runtime.InteropServices;
using BenchmarkDotNet.Running;
using Guichet.Benchmarks;
using Guichet.Benchmarks.Load;
using Guichet.Benchmarks.Rules;

// What was started is stopped, however this program ends.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    switch (args.FirstOrDefault())
    {
        case "load":
            return await LoadRun.RunAsync(new Choices(args.Skip(1)), stop.Token);
        case "start":
            return await StartRun.RunAsync(new Choices(args.Skip(1)), stop.Token);
        case "queue":
            return await QueueRun.RunAsync(new Choices(args.Skip(1)), stop.Token);
        case "search":
            return await SearchRun.RunAsync(new Choices(args.Skip(1)), stop.Token);
        case "ledger":
            return await LedgerRun.RunAsync(new Choices(args.Skip(1)), stop.Token);
        default:
            BenchmarkSwitcher.FromAssembly(typeof(RulesConfig).Assembly)
                .Run(args.Length == 0 ? ["--filter", "*"] : args, RulesConfig.Create());
            return 0;
    }
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return 130;
}
catch (ArgumentException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    return 2;
}
