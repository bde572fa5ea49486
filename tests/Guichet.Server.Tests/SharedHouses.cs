using Guichet.Server.Tests;

// One house a database for all classes: nobody in it knows anybody else, and its clock stands still.
[assembly: AssemblyFixture(typeof(SqliteHouse))]
[assembly: AssemblyFixture(typeof(PostgresHouse))]
