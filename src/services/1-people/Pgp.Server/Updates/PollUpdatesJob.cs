using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pgp.Adapters.Telegram;
using Pgp.Common.Database;
using Telegram.Bot.Types;

namespace Pgp.Server.Updates;

/// <summary>
/// Fetches updates where Telegram cannot reach us: on a developer's machine. One process leads, as
/// Telegram admits one reader; the others wait until it is gone. What is confirmed to Telegram was
/// handled: a crash before that brings the updates again, and they are deduplicated as always.
/// </summary>
internal sealed class PollUpdatesJob(
    Database database,
    TelegramGateway telegram,
    UpdateRouter router,
    ILogger<PollUpdatesJob> log
) : BackgroundService
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // The lock ends with its transaction, also when the process dies.
    private const string LeadSql = """
        select pg_try_advisory_xact_lock(hashtextextended('telegram-updates', 0))
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var unit = await database.BeginAsync(stoppingToken);
                if (await unit.Sql(LeadSql).ValueAsync(row => row.Flag(0), stoppingToken) == true)
                {
                    await LeadAsync(stoppingToken);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.PollingFailed(failure);
            }

            await Task.Delay(Pause, database.Clock, stoppingToken);
        }
    }

    private async Task LeadAsync(CancellationToken ct)
    {
        await telegram.DeleteWebhookAsync(ct);
        log.PollingBegins();
        for (int? offset = null; ; )
        {
            var (updates, refusal) = await telegram.GetUpdatesAsync(
                offset,
                Wait,
                SetWebhookJob.Wanted,
                ct
            );
            if (refusal is not null)
            {
                log.PollingRefused(refusal);
                await Task.Delay(Pause, database.Clock, ct);
                continue;
            }

            await Task.WhenAll(updates.GroupBy(SpeakerOf).Select(one => HandleAsync(one, ct)));
            offset = updates.Count == 0 ? offset : updates[^1].Id + 1;
        }
    }

    // One person's updates one after the other; different people's side by side.
    private async Task HandleAsync(IEnumerable<Update> updates, CancellationToken ct)
    {
        foreach (var update in updates)
        {
            while (await router.HandleAsync(update, ct) is UpdateAnswer.Again(var after))
            {
                await Task.Delay(after, database.Clock, ct);
            }
        }
    }

    private static long SpeakerOf(Update update) =>
        update switch
        {
            { Message.From.Id: var id } => id,
            { CallbackQuery.From.Id: var id } => id,
            { ChatMember.NewChatMember.User.Id: var id } => id,
            { ChatJoinRequest.From.Id: var id } => id,
            _ => 0,
        };
}
