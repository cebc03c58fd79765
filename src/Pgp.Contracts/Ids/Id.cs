using System.Globalization;

namespace Pgp.Contracts.Ids;

/// <summary>What an id names; its prefix makes ids recognisable to people.</summary>
public interface IIdKind
{
    static abstract string Prefix { get; }
}

/// <summary>
/// A UUIDv7 (RFC 9562) that knows what it names. Text form: <c>pay_0199…</c> (32 hex digits).
/// </summary>
public readonly record struct Id<TKind>(Guid Value)
    where TKind : IIdKind
{
    /// <summary>A new id whose leading bits are the given moment.</summary>
    public static Id<TKind> New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <exception cref="FormatException">Another prefix or no 32 hex digits.</exception>
    public static Id<TKind> Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"not a {TKind.Prefix}_ id");

    public static bool TryParse(string? text, out Id<TKind> id)
    {
        id = default;
        var prefix = TKind.Prefix;
        if (
            text is null
            || text.Length != prefix.Length + 33
            || !text.StartsWith(prefix, StringComparison.Ordinal)
            || text[prefix.Length] != '_'
            || !Guid.TryParseExact(text.AsSpan(prefix.Length + 1), "N", out var value)
        )
        {
            return false;
        }

        id = new Id<TKind>(value);
        return true;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TKind.Prefix}_{Value:n}");
}

/// <summary>One offer accepted by a buyer; sent to the payment provider as its order id.</summary>
public readonly struct OrderKind : IIdKind
{
    public static string Prefix => "ord";
}

/// <summary>One payment of the provider, ours for ever.</summary>
public readonly struct PaymentKind : IIdKind
{
    public static string Prefix => "pay";
}

/// <summary>One payment's part of an owner's balance, until it is paid out.</summary>
public readonly struct CreditKind : IIdKind
{
    public static string Prefix => "cred";
}

/// <summary>One exchange of collected coins into USDT.</summary>
public readonly struct ConversionKind : IIdKind
{
    public static string Prefix => "conv";
}

/// <summary>One payout of an owner's collected credits.</summary>
public readonly struct BatchKind : IIdKind
{
    public static string Prefix => "bat";
}

/// <summary>A word that makes a channel's prices lower.</summary>
public readonly struct CouponKind : IIdKind
{
    public static string Prefix => "cpn";
}

/// <summary>One message of an owner to many members.</summary>
public readonly struct AnnouncementKind : IIdKind
{
    public static string Prefix => "ann";
}

/// <summary>One change of where an owner is paid.</summary>
public readonly struct WalletChangeKind : IIdKind
{
    public static string Prefix => "wch";
}

/// <summary>An owner on the web: a name, a mail, a password.</summary>
public readonly struct AccountKind : IIdKind
{
    public static string Prefix => "acc";
}

/// <summary>One sign-in of an account, until it is ended.</summary>
public readonly struct SessionKind : IIdKind
{
    public static string Prefix => "ses";
}

/// <summary>A key by which a program speaks for an account.</summary>
public readonly struct ApiKeyKind : IIdKind
{
    public static string Prefix => "key";
}

/// <summary>One line of the record of changes.</summary>
public readonly struct AuditKind : IIdKind
{
    public static string Prefix => "aud";
}

/// <summary>A server of an owner that hears of what happens.</summary>
public readonly struct WebhookEndpointKind : IIdKind
{
    public static string Prefix => "whk";
}

/// <summary>One thing that happened, as owners' servers hear of it.</summary>
public readonly struct WebhookEventKind : IIdKind
{
    public static string Prefix => "evt";
}

/// <summary>One event on its way to one endpoint.</summary>
public readonly struct WebhookDeliveryKind : IIdKind
{
    public static string Prefix => "whd";
}

/// <summary>A buyer's access to one channel.</summary>
public readonly struct SubscriptionKind : IIdKind
{
    public static string Prefix => "sub";
}

/// <summary>One delivery duty: the id of a task and of its message.</summary>
public readonly struct MessageKind : IIdKind
{
    public static string Prefix => "msg";
}

/// <summary>One balanced booking of the ledger.</summary>
public readonly struct EntryKind : IIdKind
{
    public static string Prefix => "ent";
}

/// <summary>
/// A channel pair: the public channel that advertises and the private one that is sold.
/// </summary>
public readonly struct ChannelKind : IIdKind
{
    public static string Prefix => "ch";
}
