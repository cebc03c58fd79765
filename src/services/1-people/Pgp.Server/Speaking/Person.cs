using Pgp.Contracts.Ids;
using Pgp.Texts;

namespace Pgp.Server.Speaking;

/// <summary>Somebody who talks with the bot.</summary>
/// <param name="Say">Speaks this person's language.</param>
internal sealed record Person(TelegramUserId Id, Speech Say);
