using Pgp.Adapters.Telegram;

namespace Pgp.Server.Updates;

/// <summary>
/// The sign of waiting on a pressed button. Disposing stops it, so that it also ends when something
/// went wrong in between.
/// </summary>
internal sealed class Spinner(TelegramGateway telegram, string callbackId) : IAsyncDisposable
{
    private bool isStopped;

    /// <param name="note">Shown for a moment, up to 200 characters; null for nothing.</param>
    public Task StopAsync(string? note, CancellationToken ct) => EndAsync(note, false, ct);

    /// <summary>Stops it with a note that stays until the person closes it.</summary>
    public Task AlertAsync(string note, CancellationToken ct) => EndAsync(note, true, ct);

    public async ValueTask DisposeAsync() => await StopAsync(null, CancellationToken.None);

    private async Task EndAsync(string? note, bool stays, CancellationToken ct)
    {
        if (!isStopped)
        {
            isStopped = true;
            // Whatever comes of it: the sign ends by itself a little later.
            await telegram.AnswerCallbackAsync(callbackId, note, stays, ct);
        }
    }
}
