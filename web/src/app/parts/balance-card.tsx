import type { ChannelBalance } from '../../api/types';
import { tt } from '../../texts/texts';
import { isZero, minus } from '../../ui/decimal';
import { usd } from '../../ui/format';
import { Coin, Usd, When } from './show';

/** What a channel has earned and not yet paid out, and when the next payout comes. */
export function BalanceCard({ balance }: { balance: ChannelBalance }) {
  const { payable, pending_usd: pending, in_flight, returned, last_payout: last } = balance;
  const isSettled = payable === null && isZero(pending) && in_flight.length === 0;
  return (
    <section class="card stack">
      <h2>{balance.title}</h2>
      {payable === null ? null : (
        <div class="stack tight">
          <span class="soft small">{tt.balance.payable}</span>
          <span class="big">
            <Coin amount={payable} />
          </span>
        </div>
      )}
      {balance.threshold_usd === null ? (
        <p class="soft">{tt.dashboard.nextInstant}</p>
      ) : (
        <Progress
          threshold={balance.threshold_usd}
          collected={payable?.amount ?? '0'}
          percent={balance.progress_percent ?? 0}
        />
      )}
      {isZero(pending) ? null : (
        <p class="row spread">
          <span class="soft">{tt.balance.pending}</span> <Usd amount={pending} />
        </p>
      )}
      {in_flight.map((amount) => (
        <p class="row spread" key={amount.coin}>
          <span class="soft">{tt.balance.inFlight}</span> <Coin amount={amount} />
        </p>
      ))}
      {returned.map((amount) => (
        <p class="note warn" key={amount.coin}>
          <span>{tt.balance.returned}</span> <Coin amount={amount} />
        </p>
      ))}
      {isSettled ? <p>{tt.balance.settled}</p> : null}
      {last === null ? null : (
        <p class="row spread">
          <a href={`/payouts?channel_id=${balance.channel_id}`}>{tt.dashboard.lastPayout}</a>
          <span>
            <Coin amount={last.amount} />, <When at={last.at} isRelative />
          </span>
        </p>
      )}
    </section>
  );
}

/** A USDT counts as a dollar here, as it does when the server decides on a payout. */
function Progress(props: { threshold: string; collected: string; percent: number }) {
  const text = tt.dashboard.threshold(usd(props.collected), usd(props.threshold));
  const rest = minus(props.threshold, props.collected);
  const isReached = rest.startsWith('-') || isZero(rest);
  return (
    <div class="stack tight">
      <progress max={100} value={props.percent} aria-label={text} />
      <span class="soft small">{text}</span>
      <span>{isReached ? tt.dashboard.nextNow : tt.dashboard.nextThreshold(usd(rest))}</span>
    </div>
  );
}
