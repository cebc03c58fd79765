using Pgp.Sandbox.Control;
using Pgp.Sandbox.Serving;

namespace Pgp.Sandbox.Telegram;

/// <summary>
/// Telegram: the Bot API, delivery of updates, and the people in it (spec 70, 3.10).
/// </summary>
internal sealed class TelegramSimulator : IAsyncDisposable
{
    private readonly UpdatePump updates;

    public TelegramSimulator(Surroundings around)
    {
        var options = around.Options;
        var world = new TelegramWorld(options.BotToken, options.BotUsername, around.Clock);
        var membership = new Membership(world);
        Api = new BotApi(world, membership);
        updates = new UpdatePump(world, around, Api.RunReply);
        Control = new TelegramControl(
            world,
            new PeopleActions(world, membership),
            new ChannelActions(world),
            membership
        );
        world.OnChange = () =>
        {
            around.File.Changed();
            updates.Poke();
        };
        around.File.Add(new StateSection("telegram", world.Save, world.Load));
    }

    public BotApi Api { get; }

    public TelegramControl Control { get; }

    public void Start() => updates.Start();

    public ValueTask DisposeAsync() => updates.DisposeAsync();
}
