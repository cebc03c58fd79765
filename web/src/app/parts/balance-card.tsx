import type { ChannelBalance } from '../../api/types';
import { tt } from '../../texts/texts';
import { usd } from '../../ui/format';
import { Coin, State, Usd, When } from './show';

/** What a channel has earned and not yet paid out, and when the next payout comes. */
export function BalanceCard({ balance }: { balance: ChannelBalance }) {
  const { progress_percent: progress, threshold_usd: threshold, last_payout: last } = balance;
  return (
    <section class="card stack">
      <h2>{balance.title}</h2>
      <div class="stack tight">
        <span class="soft small">{tt.balance.pending}</span>
        <span class="big">
          <Usd amount={balance.pending_usd} />
        </span>
      </div>
      {threshold === null ? (
        <p class="soft">{tt.dashboard.nextInstant}</p>
      ) : (
        <div class="stack tight">
          <progress
            max={100}
            value={Math.min(100, Number(progress ?? 0))}
            aria-label={tt.dashboard.threshold(usd(balance.pending_usd), usd(threshold))}
          />
          <span class="soft small">
            {tt.dashboard.threshold(usd(balance.pending_usd), usd(threshold))}
          </span>
        </div>
      )}
      {balance.payable === null ? null : (
        <p class="row spread">
          <span class="soft">{tt.balance.payable}</span> <Coin amount={balance.payable} />
        </p>
      )}
      {balance.in_flight.map((amount) => (
        <p class="row spread" key={amount.coin}>
          <span class="soft">{tt.balance.inFlight}</span> <Coin amount={amount} />
        </p>
      ))}
      {last === null ? null : (
        <p class="row spread">
          <a href={`/payouts/${last.payout_id}`}>{tt.dashboard.lastPayout}</a>
          <span class="row">
            <When at={last.created_at} isRelative /> <State name={last.state} />
          </span>
        </p>
      )}
    </section>
  );
}
