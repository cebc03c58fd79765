using System.Text.Json.Serialization.Metadata;
using Pgp.Contracts.Services;

namespace Pgp.Contracts.Tasks;

// What an owner does to his channel, where something has to happen later.

/// <summary>How far a change of a wallet is.</summary>
public enum WalletStage
{
    /// <summary>It waits; its owner can still take it back.</summary>
    Held,

    /// <summary>It came to its end: it counts, or was overtaken.</summary>
    Ended,
}

/// <summary>SERVER, WEBAPI → SERVER: tell the owner of a change of the wallet.</summary>
public sealed record WalletChangeNews(WalletChangeId ChangeId, WalletStage Stage)
    : ITask<WalletChangeNews>
{
    public static TaskDefinition Definition { get; } =
        new(
            "enqueue_pgp_server_wallet_news",
            Queues.BuyerNews,
            [ServiceName.Server, ServiceName.WebApi],
            ServiceName.Server,
            "/wallet-news"
        );

    public static JsonTypeInfo<WalletChangeNews> Json => TaskJson.Default.WalletChangeNews;

    string ITask<WalletChangeNews>.EffectKey => $"{Stage}:{ChangeId}";
}
