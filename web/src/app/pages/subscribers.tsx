import type { Subscriber } from '../../api/types';
import { tt } from '../../texts/texts';
import { EmptyList, FilteredList } from '../parts/list';
import { State, Usd, When } from '../parts/show';
import { Title } from '../parts/title';

export default function Subscribers() {
  return (
    <>
      <Title text={tt.subscribers.title} />
      <FilteredList<Subscriber>
        path="/subscribers"
        caption={tt.subscribers.title}
        id={(one) => one.subscription_id}
        columns={[
          {
            name: tt.list.person,
            isHead: true,
            show: (one) => <a href={`/subscribers/${one.subscription_id}`}>{one.user_id}</a>,
          },
          { name: tt.list.state, show: (one) => <State name={one.state} /> },
          { name: tt.list.channel, show: (one) => one.channel_title },
          { name: tt.subscribers.until, show: (one) => <When at={one.paid_until} /> },
          {
            name: tt.subscribers.payments,
            isNumber: true,
            show: (one) => <span class="number">{one.payments_count}</span>,
          },
          {
            name: tt.subscribers.total,
            isNumber: true,
            show: (one) => <Usd amount={one.total_paid_usd} />,
          },
        ]}
        states={['trial', 'active', 'grace', 'expired', 'refunded']}
        searchHint={tt.subscribers.searchHint}
        file="subscribers.csv"
        empty={<EmptyList title={tt.subscribers.emptyTitle} text={tt.subscribers.empty} />}
      />
    </>
  );
}
