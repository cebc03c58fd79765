using System.Text.RegularExpressions;
using Pgp.Testing;

namespace Pgp.ArchitectureTests.Ownership;

/// <summary>
/// Which project writes which table. One writer each: who wants to know reads, who wants a change
/// sends a task.
/// </summary>
internal static partial class TableOwners
{
    private static readonly Dictionary<string, string[]> Writers = new(StringComparer.Ordinal)
    {
        // NP_IPN stores a group of messages and their tasks in one statement.
        ["outbox"] = ["Pgp.Common", "Pgp.NpIpn"],
        ["inbox"] = ["Pgp.Common"],
        ["task_leases"] = ["Pgp.Common"],
        ["dead_letters"] = ["Pgp.Common"],
        // By the operator's commands.
        ["limits"] = ["Pgp.Common"],
        ["switches"] = ["Pgp.Common"],
        ["ledger_entries"] = ["Pgp.Ledger"],
        ["ledger_postings"] = ["Pgp.Ledger"],
        ["ledger_seals"] = ["Pgp.Ledger"],
        ["reconciliation_runs"] = ["Pgp.Oversight"],
        ["reconciliation_findings"] = ["Pgp.Oversight"],
        ["channels"] = ["Pgp.Channels"],
        ["tiers"] = ["Pgp.Channels"],
        ["bot_updates"] = ["Pgp.Server"],
        ["orders"] = ["Pgp.Server"],
        ["buyer_notices"] = ["Pgp.Server"],
        ["bot_people"] = ["Pgp.Server"],
        ["conversations"] = ["Pgp.Server"],
        ["donation_keypads"] = ["Pgp.Server"],
        ["reminders"] = ["Pgp.Server"],
        ["member_notices"] = ["Pgp.Server"],
        ["reminder_mutes"] = ["Pgp.Server"],
        ["bot_chats"] = ["Pgp.Server"],
        ["channel_drafts"] = ["Pgp.Server"],
        ["coupons"] = ["Pgp.Channels"],
        ["wallet_changes"] = ["Pgp.Channels"],
        ["audit_log"] = ["Pgp.Channels"],
        ["accounts"] = ["Pgp.WebApi"],
        ["account_tokens"] = ["Pgp.WebApi"],
        ["recovery_codes"] = ["Pgp.WebApi"],
        ["sessions"] = ["Pgp.WebApi"],
        ["refresh_tokens"] = ["Pgp.WebApi"],
        ["api_keys"] = ["Pgp.WebApi"],
        ["attempts"] = ["Pgp.WebApi"],
        ["idempotency_keys"] = ["Pgp.WebApi"],
        ["gifts"] = ["Pgp.Orchestrator"],
        ["removals"] = ["Pgp.Invite"],
        ["member_looks"] = ["Pgp.Invite"],
        ["member_comparisons"] = ["Pgp.Invite"],
        ["payment_events"] = ["Pgp.NpIpn"],
        ["fee_policies"] = ["Pgp.Orchestrator"],
        ["payments"] = ["Pgp.Orchestrator"],
        ["payment_polls"] = ["Pgp.Orchestrator"],
        ["subscriptions"] = ["Pgp.Orchestrator"],
        ["subscription_events"] = ["Pgp.Orchestrator"],
        ["invites"] = ["Pgp.Invite"],
        ["notices"] = ["Pgp.Notifications"],
        ["unreachable_owners"] = ["Pgp.Notifications"],
        ["webhook_endpoints"] = ["Pgp.WebApi"],
        ["webhook_secrets"] = ["Pgp.WebApi"],
        ["webhook_health"] = ["Pgp.Notifications"],
        ["webhook_events"] = ["Pgp.Notifications"],
        ["webhook_deliveries"] = ["Pgp.Notifications"],
        ["webhook_attempts"] = ["Pgp.Notifications"],
        ["standing_posts"] = ["Pgp.Broadcast"],
        ["post_triggers"] = ["Pgp.Broadcast"],
        ["announcements"] = ["Pgp.Broadcast"],
        ["announcement_deliveries"] = ["Pgp.Broadcast"],
        ["send_lanes"] = ["Pgp.Broadcast"],
        // A credit passes through three hands; each writes columns of its own (see the grants).
        ["credits"] = ["Pgp.Accumulator", "Pgp.MicroBatchProcessor", "Pgp.BatchProcessor"],
        ["conversions"] = ["Pgp.MicroBatchProcessor"],
        ["payout_batches"] = ["Pgp.BatchProcessor"],
        ["job_runs"] = ["Pgp.Common"],
        ["alert_deliveries"] = ["Pgp.Notifications"],
        ["channel_joins"] = ["Pgp.Server"],
        ["overdue_items"] = ["Pgp.Oversight"],
        ["payouts"] = ["Pgp.Split1"],
        ["swap_orders"] = ["Pgp.Split3"],
        ["payout_executions"] = ["Pgp.HostPay1"],
        ["wallets"] = ["Pgp.HostPay3"],
        ["chain_transfers"] = ["Pgp.HostPay3"],
        ["chain_transactions"] = ["Pgp.HostPay3"],
        // Kept by triggers on credits; no code writes it.
        ["payable_balances"] = [],
    };

    public static IReadOnlyCollection<string> Tables => Writers.Keys;

    /// <summary>Writes by somebody whose table it is not.</summary>
    public static IEnumerable<string> Findings(IEnumerable<SqlConstant> statements) =>
        statements.SelectMany(sql =>
            WrittenBy(sql)
                .Where(table => !Writers.GetValueOrDefault(table, []).Contains(sql.Project))
                .Select(table => $"{sql} writes {table}")
        );

    /// <summary>Allowed writers that write nothing.</summary>
    public static IEnumerable<string> Outlived(IReadOnlyList<SqlConstant> statements) =>
        Writers.SelectMany(line =>
            line.Value.Where(project =>
                    !statements.Any(sql =>
                        sql.Project == project && WrittenBy(sql).Contains(line.Key)
                    )
                )
                .Select(project => $"{project} never writes {line.Key}")
        );

    /// <summary>The tables that a statement changes.</summary>
    public static IEnumerable<string> WrittenBy(SqlConstant sql) =>
        Write().Matches(sql.Text).Select(match => match.Groups["table"].Value).Distinct();

    // Not the locks (for update, for no key update) and not the second half of an upsert.
    [GeneratedRegex(
        @"(\binsert\s+into|(?<!\bfor\s|\bkey\s|\bdo\s)\bupdate|\bdelete\s+from|\btruncate)\s+(?<table>[a-z_]+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Write();
}
