using Pgp.Adapters.Telegram;
using Pgp.Broadcast.Lane;
using Pgp.Common.Database;

namespace Pgp.Broadcast.Announcements;

/// <summary>
/// Carries one message at a time, as long as there are any: waits for the lane, takes the next,
/// sends it, writes down what became of it. Any number may run, in any number of processes. A
/// message is on record as attempted before it leaves and is never sent again after that, unless
/// Telegram said that it did not take it: who dies in between leaves one whose fate nobody knows,
/// and never one that arrives twice.
/// </summary>
internal sealed class Carrier(Database database, TelegramGateway telegram, SendLane lane)
{
    /// <summary>Returns when nobody's time has come.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (await CarryOneAsync(ct)) { }
    }

    private async Task<bool> CarryOneAsync(CancellationToken ct)
    {
        await lane.WaitForTurnAsync(ct);
        if (await DeliveryQueries.TakeAsync(database, ct) is not { } delivery)
        {
            return false;
        }

        // Taken is taken: a stopping host waits for the answer.
        var outcome = await telegram.SendOnceAsync(
            new TelegramChat(delivery.UserId),
            delivery.Message.Html,
            delivery.Message.Buttons,
            CancellationToken.None
        );
        await KeepAsync(delivery, outcome);
        return true;
    }

    private async Task KeepAsync(AnnouncementDelivery delivery, TelegramOutcome outcome)
    {
        var ct = CancellationToken.None;
        switch (outcome)
        {
            case TelegramOutcome.Sent(var id):
                lane.Accepted();
                await DeliveryQueries.EndAsync(database, delivery, "sent", id, null, ct);
                break;
            case TelegramOutcome.TooFast(var pause):
                await lane.RefusedAsync(pause, ct);
                await DeliveryQueries.PutBackAsync(database, delivery, pause, ct);
                break;
            case TelegramOutcome.Unknown(var reason):
                await DeliveryQueries.EndAsync(database, delivery, "uncertain", null, reason, ct);
                await lane.SilentAsync(ct);
                break;
            case TelegramOutcome.Refused(var reason):
                await DeliveryQueries.EndAsync(database, delivery, "failed", null, reason, ct);
                break;
            case TelegramOutcome.MissingRights(var reason):
                await DeliveryQueries.EndAsync(database, delivery, "failed", null, reason, ct);
                break;
            default:
                await DeliveryQueries.EndAsync(database, delivery, "unreachable", null, null, ct);
                break;
        }
    }
}
