using Guichet.Cli;

return await CommandLine.RunAsync(args, Surroundings.OfThisProcess());
