namespace Guichet.Server.Storage;

/// <summary>What the two databases do differently: how a write commits, and how a lost race looks.</summary>
internal interface IStorage : IAsyncDisposable
{
    /// <summary>A context to read with; the caller disposes it.</summary>
    Database Read();

    /// <summary>Runs the job and commits what it did, or nothing where it refuses. <paramref name="oneStatement"/> says
    /// that the job writes by one statement of its own, which commits by itself where the database can.</summary>
    Task<Result<T>> CommitAsync<T>(Job<T> job, bool oneStatement, CancellationToken cancel);

    /// <summary>Tells the other nodes that something was committed, where <paramref name="words"/> are empty: they read
    /// again; or those words, 7,000 bytes at most.</summary>
    Task AnnounceAsync(string words, CancellationToken cancel);

    /// <summary>Calls <paramref name="heard"/> with no words once it listens, and then with those of each announcement
    /// of another node. Throws when the connection is lost.</summary>
    Task ListenAsync(Action<string> heard, CancellationToken cancel);

    /// <summary>Whether somebody else was first, so that the job is worth running again on fresh data.</summary>
    bool IsLostRace(Exception exception);
}

/// <summary>An operation's work on the database it is handed: re-runnable, and with no effect beside it.</summary>
internal delegate Task<Result<T>> Job<T>(Database database);
