using Npgsql;
using Pgp.Common.Settings;

namespace Pgp.Common.Database;

/// <summary>Where the database is, and as whom to connect.</summary>
/// <param name="ConnectionString">Without pool settings.</param>
/// <param name="AssumeRole">
/// One login is a member of every service's role and takes the role at connect (one machine);
/// otherwise each service has a login of its own (cloud).
/// </param>
public sealed record DatabaseAddress(string ConnectionString, bool AssumeRole)
{
    /// <summary>
    /// <c>PGP_DATABASE</c>, or the seed's names: <c>CLOUD_SQL_CONNECTION_NAME</c> (unix socket) or
    /// <c>DATABASE_HOST_SECRET</c>, with name, user and password.
    /// </summary>
    public static DatabaseAddress Read(SettingsReader settings)
    {
        if (settings.Optional("PGP_DATABASE") is { } given)
        {
            return new DatabaseAddress(given, AssumeRole: true);
        }

        var instance = settings.Optional("CLOUD_SQL_CONNECTION_NAME");
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = instance is null
                ? settings.Required("DATABASE_HOST_SECRET")
                : $"/cloudsql/{instance}",
            Database = settings.Required("DATABASE_NAME_SECRET"),
            Username = settings.Required("DATABASE_USER_SECRET"),
            Password = settings.Required("DATABASE_PASSWORD_SECRET"),
        };
        return new DatabaseAddress(builder.ConnectionString, AssumeRole: false);
    }
}

/// <summary>Builds the pools.</summary>
public static class DataSources
{
    /// <summary>
    /// For a command: the database as one role sees it, without a host around it.
    /// </summary>
    public static Database Open(DatabaseAddress address, string role, TimeProvider clock)
    {
        var profile = DatabaseProfile.EventDriven;
        var source = Create(address, role, profile);
        return new Database(source, profile, new FaultPoints(), new Tasks.OutboxSignal(), clock);
    }

    /// <param name="role">The role that the connection works as, where the address says so.</param>
    /// <param name="profile">Pool settings.</param>
    /// <param name="asynchronousCommit">
    /// For records that a crash may forget, such as leases: the commit does not wait for the disk.
    /// </param>
    public static NpgsqlDataSource Create(
        DatabaseAddress address,
        string role,
        DatabaseProfile profile,
        bool asynchronousCommit = false
    )
    {
        var connection = new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            ApplicationName = role,
            Pooling = profile.Pooled,
            MinPoolSize = 0,
            MaxPoolSize = profile.Size + profile.Overflow,
            Timeout = (int)profile.Wait.TotalSeconds,
            ConnectionLifetime = (int)profile.Recycle.TotalSeconds,
            ConnectionIdleLifetime = 60,
            MaxAutoPrepare = profile.Pooled ? 50 : 0,
            AutoPrepareMinUsages = 2,
            CommandTimeout = 30,
            IncludeErrorDetail = false,
            // No statement of ours leaves anything behind in its session, so there is nothing to
            // reset; doing it anyway costs the server as much as a small statement.
            NoResetOnClose = true,
        };
        var options = new List<string>
        {
            "-c statement_timeout=30000",
            "-c idle_in_transaction_session_timeout=60000",
            // Elsewhere a day can have 23 or 25 hours, and a bought month would be shorter by one.
            "-c TimeZone=UTC",
        };
        if (address.AssumeRole)
        {
            options.Add($"-c role={role}");
        }

        if (asynchronousCommit)
        {
            options.Add("-c synchronous_commit=off");
        }

        connection.Options = string.Join(' ', options);
        var builder = new NpgsqlSlimDataSourceBuilder(connection.ConnectionString) { Name = role };
        builder.EnableArrays();
        builder.EnableExtraConversions();
        builder.EnableTransportSecurity();
        return builder.Build();
    }
}
