using Pgp.Adapters.Slack;
using Pgp.Contracts.Tasks;

namespace Pgp.Notifications.Alerts;

/// <summary>A Slack channel, by its incoming webhook.</summary>
internal sealed class SlackChannel(SlackWebhook slack, TimeProvider clock) : IAlertChannel
{
    private static readonly TimeSpan PauseAfterSilence = TimeSpan.FromSeconds(1);

    public string Name => "slack";

    public async Task<Telling> TellAsync(AlertRaised alert, CancellationToken ct)
    {
        var message = AlertMessage.Slack(alert, clock.GetUtcNow());
        return await slack.SendAsync(message, ct) switch
        {
            SlackOutcome.Sent => new Telling.Told(),
            SlackOutcome.TooFast(var pause) => new Telling.Later(pause, "it wants a pause"),
            SlackOutcome.Unknown(var reason) => new Telling.Later(PauseAfterSilence, reason),
            SlackOutcome.Refused(var reason) => new Telling.Refused(reason),
            var other => throw new InvalidOperationException($"unknown outcome: {other}"),
        };
    }
}
