using System.Text.Json.Nodes;
using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Channels;

/// <summary>What kind of hand made a change.</summary>
public enum ActorKind
{
    /// <summary>A person who signed in on the web.</summary>
    Account,

    /// <summary>A program with a key of an account.</summary>
    ApiKey,

    /// <summary>The owner, in the chat with the bot.</summary>
    Bot,

    Operator,

    /// <summary>The system itself, when a time has come.</summary>
    System,
}

/// <summary>Who made a change.</summary>
/// <param name="Name">A user name, a key's id, a Telegram user id.</param>
public sealed record Actor(ActorKind Kind, string Name)
{
    public static Actor System { get; } = new(ActorKind.System, "paygateprime");

    public static Actor InBot(TelegramUserId user) => new(ActorKind.Bot, user.ToString());
}

/// <summary>One line of the record of changes.</summary>
/// <param name="Action"><c>noun.verb</c>, for example <c>wallet.change_held</c>.</param>
/// <param name="Target">Id of what was changed.</param>
public sealed record AuditEntry(Actor Actor, string Action, string Target)
{
    /// <summary>Whose matter it is, if an account's.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Whose matter it is, if a channel's.</summary>
    public TelegramUserId? Owner { get; init; }

    /// <summary>What was; only what changed.</summary>
    public JsonObject? Before { get; init; }

    public JsonObject? After { get; init; }
}

/// <summary>
/// Writes down who changed what, in the unit that changes it. Nothing of it can be altered later.
/// </summary>
public static class Audit
{
    private const string InsertSql = """
        insert into audit_log (
            audit_id, account_id, owner_user_id, actor_kind, actor, action, object, before, after,
            at)
        values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10)
        """;

    /// <summary>How a kind of actor is stored and shown.</summary>
    public static string Word(this ActorKind kind) =>
        kind switch
        {
            ActorKind.Account => "account",
            ActorKind.ApiKey => "api_key",
            ActorKind.Bot => "bot",
            ActorKind.Operator => "operator",
            ActorKind.System => "system",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of actor"),
        };

    public static Task WriteAsync(Unit unit, AuditEntry entry, CancellationToken ct) =>
        unit.Sql(InsertSql)
            .With(AuditId.New(unit.Clock))
            .With(entry.Account)
            .With(entry.Owner?.Value)
            .With(entry.Actor.Kind.Word())
            .With(entry.Actor.Name)
            .With(entry.Action)
            .With(entry.Target)
            .With(entry.Before?.ToJsonString())
            .With(entry.After?.ToJsonString())
            .With(unit.Now)
            .ExecuteAsync(ct);
}
