namespace Guichet.Files;

/// <summary>What came of reading a file: everything that is wrong with it in one go, in the order of its lines, and the
/// value where there is one.</summary>
/// <param name="Value">Null where the mistakes left nothing to use. A format whose entries stand for themselves (the
/// document of endoflife.date) gives a value beside its mistakes: the entries that were in order.</param>
/// <param name="Mistakes">Empty where the file is in order.</param>
public sealed record Reading<T>(T? Value, IReadOnlyList<Mistake> Mistakes)
    where T : class;
