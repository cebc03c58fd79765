using Pgp.Common.Database;

namespace Pgp.Common.Tasks;

/// <summary>Which messages have had their effect.</summary>
internal static class Inbox
{
    private const string ClaimSql = """
        insert into inbox (message_id, consumer, name, handled_at)
        values ($1, $2, $3, $4)
        on conflict (message_id) do nothing
        """;

    public static Task<bool> ClaimAsync(Unit unit, Delivery delivery, CancellationToken ct) =>
        unit.Sql(ClaimSql)
            .With(delivery.MessageId)
            .With(delivery.Consumer)
            .With(delivery.Name)
            .With(unit.Now)
            .HitsAsync(ct);
}
