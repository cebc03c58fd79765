using Pgp.Adapters.Ethereum;
using Pgp.Common.Database;
using Pgp.Ledger;

namespace Pgp.Oversight.Reconciliation;

/// <summary>
/// Books what an operator put into the wallet, such as gas money, as the platform's capital. Once
/// per transaction, and exactly what the chain shows.
/// </summary>
internal sealed class Refill(Database database, ChainLook chain, ReconcileOptions options)
{
    private const string IsOursSql = """
        select exists (select from payout_executions where paid_hash = $1)
            or exists (select from chain_transactions where transaction_hash = $1)
        """;

    /// <returns>What was booked, or why nothing was.</returns>
    public async Task<(bool Booked, string Text)> BookAsync(string hash, CancellationToken ct)
    {
        if (!Hash32.TryParse(hash, out var parsed))
        {
            return (false, "this is no transaction hash: 0x and 64 hex digits");
        }

        var name = parsed.ToString();
        var entry = new Entry($"refill:{name}", "wallet_refilled");
        foreach (var asset in chain.Assets)
        {
            if (
                await chain.BroughtAsync(name, asset.Coin, options.Wallet, ct) is
                { Atomic.Sign: > 0 } brought
            )
            {
                entry.Move(brought, Account.PlatformCapital, Account.HostWallet);
            }
        }

        if (entry.Postings.Count == 0)
        {
            return (false, "the chain shows nothing that this transaction brought to the wallet");
        }

        await using var unit = await database.BeginAsync(ct);
        var isOurs = await unit.Sql(IsOursSql).With(name).ValueAsync(row => row.Flag(0), ct);
        if (isOurs!.Value || !await Books.BookAsync(unit, entry, ct))
        {
            return (false, "this transaction is in the books already");
        }

        await unit.CommitAsync(ct);
        var coins = entry.Postings.Where(posting => posting.Account == Account.HostWallet);
        return (true, "booked " + string.Join(", ", coins.Select(posting => posting.Amount)));
    }
}
