namespace Guichet.Benchmarks.Load;

/// <summary>What the server took of memory and of the processors.</summary>
internal sealed class ServerUse(RunningServer server)
{
    private readonly double idle = server.Megabytes;
    private readonly List<double> microseconds = [];
    private double most;
    private TimeSpan before;

    public void Begin() => before = server.ProcessorTime;

    public void End(Round round)
    {
        var requests = Math.Max(1, round.Milliseconds.Length + round.Errors);
        microseconds.Add((server.ProcessorTime - before).TotalMicroseconds / requests);
        most = Math.Max(most, server.Megabytes);
    }

    public void Print() => Figures.Print(
        $"{"server",-42}{microseconds.Median(),9:0} us of processor a request; ",
        $"memory {idle:0} MB idle (budget 150), {most:0} MB under load (budget 300)");
}
