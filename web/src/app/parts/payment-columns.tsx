import type { Payment } from '../../api/types';
import { tt } from '../../texts/texts';
import { Coin, State, Usd, When } from './show';
import type { Column } from './table';

export function paymentColumns(): Column<Payment>[] {
  return [
    {
      name: tt.list.date,
      isHead: true,
      show: (one) => (
        <a href={`/payments/${one.payment_id}`}>
          <When at={one.paid_at ?? one.created_at} />
        </a>
      ),
    },
    { name: tt.list.state, show: (one) => <State name={one.state} /> },
    { name: tt.list.kind, show: (one) => kindOf(one) },
    { name: tt.list.channel, show: (one) => one.channel_title },
    { name: tt.payments.price, isNumber: true, show: (one) => <Usd amount={one.price_usd} /> },
    { name: tt.payments.net, isNumber: true, show: (one) => <Coin amount={one.net} /> },
  ];
}

export function kindOf(payment: Payment): string {
  const kind = tt.kinds[payment.kind] ?? payment.kind;
  return payment.tier_no === null ? kind : `${kind}, ${tt.tier(payment.tier_no)}`;
}
