using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Pgp.Channels;
using Pgp.Contracts.Ids;

namespace Pgp.WebApi.Http;

/// <summary>Who asks: an account by one of its sessions, or a program by one of its keys.</summary>
/// <param name="Owner">Whose channels it may see; null: not linked to Telegram yet.</param>
/// <param name="Session">Null for a program.</param>
/// <param name="Key">Null for a person.</param>
internal sealed record Caller(
    AccountId Account,
    string Username,
    TelegramUserId? Owner,
    SessionId? Session,
    ApiKeyId? Key
) : IEndpointParameterMetadataProvider
{
    public bool IsMailVerified { get; init; }

    public bool IsSteppedUp { get; init; }

    public bool MayWrite { get; init; }

    /// <summary>Who a change is written down for.</summary>
    public Actor Actor =>
        Key is { } key
            ? new Actor(ActorKind.ApiKey, $"{Username}/{key}")
            : new(ActorKind.Account, Username);

    /// <summary>Handlers get what the <see cref="Door"/> found out.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>());

    /// <summary>Nothing of it is sent as a parameter, so the document has none.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) { }
}
