using System.Globalization;

namespace Pgp.Contracts.Ids;

/// <summary>A person at Telegram; positive, up to 52 bits.</summary>
public readonly record struct TelegramUserId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The public channel where the bot advertises; negative.</summary>
public readonly record struct OpenChannelId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The private channel that is sold; negative. Never to be mixed with the open one.
/// </summary>
public readonly record struct ClosedChannelId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
