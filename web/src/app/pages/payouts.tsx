import type { Payout } from '../../api/types';
import { tt } from '../../texts/texts';
import { EmptyList, FilteredList } from '../parts/list';
import { Coin, State, Usd, When } from '../parts/show';
import { Title } from '../parts/title';
import { targetOf } from './payout-target';

const states = ['preparing', 'sending', 'exchanging', 'held', 'completed', 'returned'];

export default function Payouts() {
  return (
    <>
      <Title text={tt.payouts.title} />
      <FilteredList<Payout>
        path="/payouts"
        caption={tt.payouts.title}
        id={(payout) => payout.payout_id}
        columns={[
          {
            name: tt.list.date,
            isHead: true,
            show: (one) => (
              <a href={`/payouts/${one.payout_id}`}>
                <When at={one.created_at} />
              </a>
            ),
          },
          { name: tt.list.state, show: (one) => <State name={one.state} /> },
          { name: tt.list.channel, show: (one) => one.channel_title },
          {
            name: tt.payouts.source,
            isNumber: true,
            show: (one) => <Coin amount={one.source} />,
          },
          { name: tt.payouts.target, isNumber: true, show: (one) => targetOf(one) },
          {
            name: tt.payouts.value,
            isNumber: true,
            show: (one) => <Usd amount={one.value_usd} />,
          },
        ]}
        states={states}
        file="payouts.csv"
        empty={<EmptyList title={tt.payouts.emptyTitle} text={tt.payouts.empty} />}
      />
    </>
  );
}
