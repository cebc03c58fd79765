import type { Payout } from '../../api/types';
import { tt } from '../../texts/texts';
import { Coin, CoinName } from '../parts/show';

/** What arrives; before the swap is over only its coin is known. */
export function targetOf(payout: Payout, isExact = false) {
  const { coin, amount } = payout.target;
  return amount === null ? (
    <span class="soft">
      <CoinName name={coin} />, {tt.payouts.underway}
    </span>
  ) : (
    <Coin amount={{ coin, amount }} isExact={isExact} />
  );
}
