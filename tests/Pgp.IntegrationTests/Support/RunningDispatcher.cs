using Microsoft.Extensions.Logging.Abstractions;
using Pgp.Common.Database;
using Pgp.Common.Dispatch;
using Pgp.Common.Settings;
using Pgp.Common.Tasks;
using Pgp.Common.Tokens;

namespace Pgp.IntegrationTests.Support;

/// <summary>A dispatcher at work; disposing waits for what it has under way.</summary>
internal sealed class RunningDispatcher : IAsyncDisposable
{
    private readonly Dispatcher dispatcher;
    private bool stopped;

    private RunningDispatcher(Dispatcher dispatcher) => this.dispatcher = dispatcher;

    public static async Task<RunningDispatcher> StartAsync(
        TestDatabase db,
        DispatcherOptions options,
        ITaskTransport transport,
        TimeProvider clock
    )
    {
        var database = db.As(Dispatcher.Role, clock);
        return await StartAsync(database, db.Signal, options, transport, clock);
    }

    public static async Task<RunningDispatcher> StartAsync(
        Database database,
        OutboxSignal signal,
        DispatcherOptions options,
        ITaskTransport transport,
        TimeProvider clock
    )
    {
        var started = new Dispatcher(
            options,
            database,
            transport,
            Keys.Tokens(clock),
            signal,
            NullLogger<Dispatcher>.Instance
        );
        await started.StartAsync(TestContext.Current.CancellationToken);
        return new RunningDispatcher(started);
    }

    /// <summary>Starts nothing more and waits until all that is under way is recorded.</summary>
    public async Task StopAsync()
    {
        if (!stopped)
        {
            stopped = true;
            await dispatcher.StopAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        dispatcher.Dispose();
    }
}

/// <summary>Signing keys of the tests.</summary>
internal static class Keys
{
    public static TaskTokens Tokens(TimeProvider clock) => new(Ring('a'), Ring('b'), clock);

    private static KeyRing Ring(char letter) =>
        new(SigningKey.Of(new Secret(new string(letter, 64))), null);
}
