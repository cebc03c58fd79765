import type { Payment } from '../../api/types';
import { tt } from '../../texts/texts';
import { EmptyList, FilteredList } from '../parts/list';
import { paymentColumns } from '../parts/payment-columns';
import { Title } from '../parts/title';

const states = [
  'waiting',
  'confirming',
  'partially_paid',
  'paid',
  'quarantined',
  'failed',
  'expired',
  'refunded',
];

export default function Payments() {
  return (
    <>
      <Title text={tt.payments.title} />
      <FilteredList<Payment>
        path="/payments"
        caption={tt.payments.title}
        id={(payment) => payment.payment_id}
        columns={paymentColumns()}
        states={states}
        kinds={['subscription', 'donation', 'gift']}
        hasDays
        searchHint={tt.payments.searchHint}
        file="payments.csv"
        empty={<EmptyList title={tt.payments.emptyTitle} text={tt.payments.empty} />}
      />
    </>
  );
}
