import type { Movement, Statement } from '../../api/types';
import { tt, tw, wordsFor } from '../../texts/texts';
import { month, short } from '../../ui/format';
import { Detail } from '../parts/detail';
import { Export } from '../parts/list';
import { Coin, When } from '../parts/show';
import { sentence } from '../parts/sentence';
import { Table, type Column } from '../parts/table';
import type { PageProps } from '../router';

/** A month in the books: what was there, what moved, and what is left. */
export default function StatementPage({ params }: PageProps) {
  const { channel = '', month: which = '' } = params;
  const path = `/statements/${channel}/${which}`;
  return (
    <Detail<Statement>
      path={path}
      title={`${tt.balance.statement}: ${month(which)}`}
      back={{ to: `/balance?channel_id=${channel}`, text: tt.balance.title }}
    >
      {(statement) => (
        <>
          <section class="card stack">
            <div class="fields">
              <Amounts name={tt.balance.opening} amounts={statement.opening} />
              <Amounts name={tt.balance.closing} amounts={statement.closing} />
              <Amounts name={tt.balance.onTheWay} amounts={statement.on_the_way} />
            </div>
            <div>
              <Export
                path={`${path}?format=csv`}
                file={`statement-${which}.csv`}
                text={tt.balance.download}
              />
            </div>
          </section>
          <section class="stack">
            <h2>{tt.balance.movements}</h2>
            {statement.movements.length === 0 ? (
              <p class="card soft">{tt.balance.noMovements}</p>
            ) : (
              <Table<Movement>
                caption={tt.balance.movements}
                items={statement.movements}
                id={(_, i) => String(i)}
                columns={columnsOf(statement.movements)}
                isWide
              />
            )}
          </section>
        </>
      )}
    </Detail>
  );
}

function Amounts({ name, amounts }: { name: string; amounts: Record<string, string> }) {
  const coins = Object.entries(amounts);
  return (
    <div>
      <h2 class="small soft">{name}</h2>
      {coins.length === 0 ? <p>{tt.balance.zero}</p> : null}
      {coins.map(([coin, amount]) => (
        <p key={coin}>
          <Coin amount={{ coin, amount }} isExact />
        </p>
      ))}
    </div>
  );
}

/** Costs that no movement of this month has are left out. */
function columnsOf(movements: Movement[]): Column<Movement>[] {
  const cost = (
    name: string,
    amount: (one: Movement) => string | null,
    coin: (one: Movement) => string,
  ): Column<Movement>[] =>
    movements.every((one) => amount(one) === null)
      ? []
      : [
          {
            name,
            isNumber: true,
            show: (one) => {
              const text = amount(one);
              return <Coin amount={text === null ? null : { coin: coin(one), amount: text }} />;
            },
          },
        ];
  return [
    { name: tt.list.date, isHead: true, show: (one) => <When at={one.at} /> },
    { name: tt.list.kind, show: (one) => wordsFor(tw.entries, one.kind) ?? sentence(one.kind) },
    { name: tt.balance.reference, show: (one) => <Reference movement={one} /> },
    ...cost(
      tt.balance.gross,
      (one) => one.gross,
      (one) => one.coin,
    ),
    ...cost(
      tt.payments.fee,
      (one) => one.fee,
      (one) => one.coin,
    ),
    ...cost(
      tt.balance.gas,
      (one) => one.gas_eth,
      () => 'eth@eth',
    ),
    ...cost(
      tt.balance.swapCost,
      (one) => one.swap_cost_usdt,
      () => 'usdt@eth',
    ),
    {
      name: tt.list.amount,
      isNumber: true,
      // Exactly: with these the beginning adds up to the end.
      show: (one) => <Coin amount={{ coin: one.coin, amount: one.amount }} isExact />,
    },
    ...cost(
      tt.balance.paidAs,
      (one) => one.paid_amount,
      (one) => one.paid_coin ?? '',
    ),
  ];
}

/** Leads to the page of what moved the money. */
function Reference({ movement }: { movement: Movement }) {
  const { reference } = movement;
  const list = reference.startsWith('pay_')
    ? '/payments'
    : /^(instant|batch):/.test(reference)
      ? '/payouts'
      : null;
  return list === null ? (
    <code>{short(reference)}</code>
  ) : (
    <a href={`${list}/${reference}`}>
      <code>{short(reference)}</code>
    </a>
  );
}
