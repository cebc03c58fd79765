import type { PayoutDetail } from '../../api/types';
import { tt } from '../../texts/texts';
import { Detail } from '../parts/detail';
import { Coin, Copyable, Facts, State, Timeline, Transaction, Usd, When } from '../parts/show';
import { sentence } from '../parts/sentence';
import type { PageProps } from '../router';
import { targetOf } from './payout-target';

export default function PayoutPage({ params }: PageProps) {
  return (
    <Detail<PayoutDetail>
      path={`/payouts/${params['id'] ?? ''}`}
      title={tt.payouts.one}
      back={{ to: '/payouts', text: tt.payouts.title }}
    >
      {(payout) => (
        <div class="columns">
          <section class="card stack">
            <div class="row spread">
              <span class="big">{targetOf(payout, true)}</span>
              <State name={payout.state} />
            </div>
            <Facts
              facts={[
                [tt.list.channel, payout.channel_title],
                [tt.payouts.cause, tt.payouts.causes[payout.cause] ?? payout.cause],
                [tt.payments.reason, payout.reason === null ? null : sentence(payout.reason)],
                [tt.payouts.source, <Coin amount={payout.source} isExact />],
                [
                  tt.payouts.value,
                  payout.value_usd === null ? null : <Usd amount={payout.value_usd} isExact />,
                ],
                [tt.payouts.address, <Copyable text={payout.address} label={tt.payouts.address} />],
                [tt.payouts.memo, payout.extra_id],
                [tt.payments.created, <When at={payout.created_at} />],
                [
                  tt.payouts.completed,
                  payout.completed_at === null ? null : <When at={payout.completed_at} />,
                ],
                [
                  tt.payouts.transaction,
                  payout.tx_hash === null ? null : <Transaction hash={payout.tx_hash} />,
                ],
                [
                  tt.payouts.one,
                  <Copyable text={payout.payout_id} label={tt.payouts.one} isShort />,
                ],
              ]}
            />
            {payout.payments.length === 0 ? null : (
              <div class="stack tight">
                <h2>{tt.payouts.payments}</h2>
                <ul class="plain-list">
                  {payout.payments.map((id) => (
                    <li key={id}>
                      <a href={`/payments/${id}`}>{id}</a>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </section>
          <section class="card stack">
            <h2>{tt.list.timeline}</h2>
            <Timeline moments={payout.timeline} />
          </section>
        </div>
      )}
    </Detail>
  );
}
