import type { LedgerEntry, PaymentDetail } from '../../api/types';
import { tt, tw, wordsFor } from '../../texts/texts';
import { short } from '../../ui/format';
import { Detail } from '../parts/detail';
import { kindOf } from '../parts/payment-columns';
import { Coin, Copyable, Facts, State, Timeline, Usd, When } from '../parts/show';
import { sentence } from '../parts/sentence';
import { Table } from '../parts/table';
import type { PageProps } from '../router';

export default function PaymentPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  return (
    <Detail<PaymentDetail>
      path={`/payments/${id}`}
      title={tt.payments.one}
      back={{ to: '/payments', text: tt.payments.title }}
    >
      {(payment) => (
        <>
          <div class="columns">
            <section class="card stack">
              <div class="row spread">
                <span class="big">
                  <Usd amount={payment.price_usd} isExact />
                </span>
                <State name={payment.state} />
              </div>
              <PaymentFacts payment={payment} />
            </section>
            <section class="card stack">
              <h2>{tt.list.timeline}</h2>
              <Timeline moments={payment.timeline} />
            </section>
          </div>
          {payment.ledger.length === 0 ? null : <Ledger entries={payment.ledger} />}
        </>
      )}
    </Detail>
  );
}

function PaymentFacts({ payment }: { payment: PaymentDetail }) {
  const coin = (amount: PaymentDetail['pay']) =>
    amount === null ? null : <Coin amount={amount} isExact />;
  return (
    <Facts
      facts={[
        [tt.list.kind, kindOf(payment)],
        [tt.list.channel, payment.channel_title],
        [
          tt.list.person,
          payment.user_id === null ? (
            tt.payments.unknown
          ) : (
            <a href={`/subscribers?q=${payment.user_id}`}>{payment.user_id}</a>
          ),
        ],
        [tt.payments.reason, payment.reason === null ? null : sentence(payment.reason)],
        [tt.payments.paidIn, coin(payment.pay)],
        [
          tt.payments.received,
          payment.received_usd === null ? null : <Usd amount={payment.received_usd} isExact />,
        ],
        [tt.payments.outcome, coin(payment.outcome)],
        [tt.payments.fee, coin(payment.fee)],
        [tt.payments.net, coin(payment.net)],
        [tt.payments.created, <When at={payment.created_at} />],
        [tt.payments.paid, payment.paid_at === null ? null : <When at={payment.paid_at} />],
        [
          tt.payments.payout,
          payment.payout_id === null ? null : (
            <a href={`/payouts/${payment.payout_id}`}>{short(payment.payout_id)}</a>
          ),
        ],
        [tt.payments.one, <Copyable text={payment.payment_id} label={tt.payments.one} isShort />],
        [tt.payments.order, <Copyable text={payment.order_id} label={tt.payments.order} isShort />],
      ]}
    />
  );
}

/** `payout_created:instant:pay_…` → `Payout created`; the rest names what the page is about. */
function factOf({ fact }: LedgerEntry): string {
  const [head = fact] = fact.split(':');
  return wordsFor(tw.entries, head) ?? sentence(head);
}

function Ledger({ entries }: { entries: LedgerEntry[] }) {
  return (
    <section class="stack">
      <h2>{tt.payments.ledger}</h2>
      <Table
        caption={tt.payments.ledger}
        items={entries}
        id={(_, i) => String(i)}
        columns={[
          { name: tt.list.date, isHead: true, show: (one) => <When at={one.at} /> },
          { name: tt.payments.fact, show: (one) => factOf(one) },
          { name: tt.payments.account, show: (one) => <code>{one.account}</code> },
          {
            name: tt.list.amount,
            isNumber: true,
            show: (one) => <Coin amount={{ coin: one.coin, amount: one.amount }} isExact />,
          },
        ]}
      />
    </section>
  );
}
