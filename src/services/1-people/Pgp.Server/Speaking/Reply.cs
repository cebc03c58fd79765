using Pgp.Adapters.Telegram;
using Pgp.Texts;

namespace Pgp.Server.Speaking;

/// <summary>A message with rows of buttons.</summary>
internal sealed record Reply(Markup Text, IReadOnlyList<IReadOnlyList<TelegramButton>> Rows)
{
    /// <summary>Each button in a row of its own.</summary>
    public Reply(Markup text, params IReadOnlyList<TelegramButton> buttons)
        : this(text, [.. buttons.Select(button => new[] { button })]) { }

    public string Html => Text.Html;

    public IReadOnlyList<TelegramButton> Buttons => [.. Rows.SelectMany(row => row)];
}
