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
        var joins = new JoinActions(world, membership);
        var people = new PeopleActions(world, membership);
        var channels = new ChannelActions(world, membership);
        var view = new PersonView(world, membership);
        Api = new BotApi(world, membership, joins);
        updates = new UpdatePump(world, around, Api.RunReply);
        Control = new TelegramControl(
            world,
            new PeopleControl(world, people, joins, view),
            new OwnerControl(world, joins, channels, membership),
            new ChatControl(world, channels, membership, view)
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
