using Pgp.Contracts.Money;

namespace Pgp.Oversight.Reconciliation;

/// <summary>Something that does not agree.</summary>
/// <param name="Kind">Stable; a heading of the runbook in docs/books.md.</param>
/// <param name="Subject">Payment, payout, hash or account that it is about.</param>
/// <param name="Difference">
/// How much more the other side has than the books; null if no amount.
/// </param>
/// <param name="Text">What, why, and what to do, in one or two sentences.</param>
internal sealed record Finding(string Kind, string Subject, CoinAmount? Difference, string Text);

/// <summary>Money that moved on the chain and whose booking has yet to follow.</summary>
/// <param name="Change">What it adds to the wallet; negative for what left it.</param>
/// <param name="Reason">For whom or what.</param>
internal sealed record Pending(CoinAmount Change, string Reason);
