using Pgp.Adapters.Telegram;
using Pgp.Texts;

namespace Pgp.Server.Updates;

/// <summary>The menu of commands in Telegram's client, in each language.</summary>
internal static class CommandMenu
{
    /// <summary>
    /// A menu that could not be set is no reason not to start; the commands work.
    /// </summary>
    public static async Task ShowAsync(TelegramGateway telegram, CancellationToken ct)
    {
        foreach (var language in Language.All)
        {
            var say = Speech.In(language);
            await telegram.SetCommandsAsync(
                [.. Commands.Menu.Select(word => (word, say.Plain($"bot.menu.{word}")))],
                language == Language.Standard ? null : language.Code,
                ct
            );
        }
    }
}
