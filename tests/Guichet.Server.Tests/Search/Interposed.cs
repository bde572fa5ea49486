using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Guichet.Server.Tests.Search;

/// <summary>Does something once, right before a house sends the first statement that holds some words.</summary>
internal sealed class Interposed : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly string connection;
    private readonly string words;
    private readonly Action act;
    private readonly IDisposable subscription;
    private readonly List<IDisposable> listening = [];
    private int done;

    public Interposed(House house, string words, Action act)
    {
        (connection, this.words, this.act) = (house.ConnectionForAProcess, words, act);
        subscription = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public bool IsDone => done > 0;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            listening.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name
            && value.Value is CommandEventData { Command: { } command }
            && command.CommandText.Contains(words, StringComparison.Ordinal)
            && IsOfHouse(command.Connection)
            && Interlocked.Exchange(ref done, 1) == 0)
        {
            act();
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        listening.ForEach(one => one.Dispose());
        subscription.Dispose();
    }

    private bool IsOfHouse(DbConnection? asked) => asked is NpgsqlConnection postgres
        ? postgres.Database == new NpgsqlConnectionStringBuilder(connection).Database
        : asked?.DataSource == connection;
}
