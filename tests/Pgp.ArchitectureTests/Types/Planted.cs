using Npgsql;
using Pgp.Adapters.Ethereum.Signing;
using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;
using Pgp.Split1;

// Each of these breaks one rule: a rule that does not see it would see nothing.
namespace Pgp.ArchitectureTests.Planted;

public sealed class PublicHelper;

internal class OpenHandler : ITaskHandler<InviteRequested>
{
    public Task<TaskOutcome> HandleAsync(
        InviteRequested task,
        Delivery delivery,
        CancellationToken ct
    ) => Task.FromResult(TaskOutcome.Completed);
}

internal sealed class HandlerBySuccession : OpenHandler;

internal static class Clerk
{
    public static async Task<object?> AskAsync(string connectionString, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select 1");
        return await command.ExecuteScalarAsync(ct);
    }
}

internal static class Forger
{
    public static string AddressOf(string key) => LocalKeySigner.Parse(key).Address.ToString();
}

internal static class Neighbour
{
    public static string Name() => new Split1Service().Name.Value;
}
