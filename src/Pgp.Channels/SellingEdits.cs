using Pgp.Common.Database;

namespace Pgp.Channels;

/// <summary>Stops selling a channel, or begins again.</summary>
public static class SellingEdits
{
    private const string SellSql = """
        update channels
           set selling_stopped_at = $3
         where channel_id    = $1
           and owner_user_id = $2
        """;

    /// <summary>
    /// What was paid for goes on, and invoices that are open can be paid. Whoever calls has locked
    /// the channel as its owner's.
    /// </summary>
    public static async Task SellAsync(
        Unit unit,
        OwnedChannel channel,
        bool isSelling,
        CancellationToken ct
    )
    {
        await unit.Sql(SellSql)
            .With(channel.Id)
            .With(channel.Owner.Value)
            .With(isSelling ? null : unit.Now)
            .ExecuteAsync(ct);
        var action = isSelling ? "channel.selling_resumed" : "channel.selling_stopped";
        await Audit.WriteAsync(
            unit,
            new AuditEntry(channel.Actor, action, channel.Id.ToString()) { Owner = channel.Owner },
            ct
        );
    }
}
