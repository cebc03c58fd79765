using Pgp.Host.Stack;

namespace Pgp.Host.Demo;

/// <summary>A person of a demo: starts the bot, pays on the hosted page, uses the link.</summary>
internal sealed class Buyer(SandboxClient sandbox, long id, string name)
{
    /// <summary>Buys a tier of a channel with the given coin.</summary>
    public async Task SubscribeAsync(
        SampleChannel channel,
        int tier,
        string coin,
        CancellationToken ct
    )
    {
        await sandbox.CreatePersonAsync(id, name, ct);
        await sandbox.StartBotAsync(id, channel.Subscription(tier), ct);
        await PayAsync(coin, ct);
    }

    /// <summary>Donates the third of the amounts that the bot offers.</summary>
    public async Task DonateAsync(SampleChannel channel, string coin, CancellationToken ct)
    {
        await sandbox.CreatePersonAsync(id, name, ct);
        await sandbox.StartBotAsync(id, channel.Donation, ct);
        var menu = await sandbox.WaitForMessageAsync(
            id,
            message => SandboxClient.Buttons(message).Any(b => b["callback_data"] is not null),
            ct
        );
        var data = (string)SandboxClient.Buttons(menu).ElementAt(2)["callback_data"]!;
        await sandbox.PressAsync(id, (int)menu["message_id"]!, data, ct);
        await PayAsync(coin, ct);
    }

    /// <returns>What Telegram says to the link: <c>joined</c>, if all is well.</returns>
    public async Task<string> JoinAsync(CancellationToken ct)
    {
        var invite = await sandbox.WaitForMessageAsync(
            id,
            message => IsInvite(SandboxClient.LinkOf(message)),
            ct
        );
        return await sandbox.JoinAsync(id, SandboxClient.LinkOf(invite)!.ToString(), ct);
    }

    private async Task PayAsync(string coin, CancellationToken ct)
    {
        var bill = await sandbox.WaitForMessageAsync(
            id,
            message => SandboxClient.LinkOf(message) is not null,
            ct
        );
        await sandbox.PayAsync(SandboxClient.LinkOf(bill)!, coin, "1.0", ct);
    }

    private static bool IsInvite(Uri? link) =>
        link is not null && link.AbsolutePath.StartsWith("/+", StringComparison.Ordinal);
}
