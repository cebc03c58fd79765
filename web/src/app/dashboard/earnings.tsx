import { useEffect, useState } from 'preact/hooks';
import type { EarningsDay, Overview } from '../../api/types';
import { tt } from '../../texts/texts';
import { day, usd } from '../../ui/format';
import { Usd } from '../parts/show';
import { Table } from '../parts/table';
import type { Chart } from './chart';

export function Earnings({ overview }: { overview: Overview }) {
  const { earnings, totals } = overview;
  const isEmpty = earnings.every((one) => one.payments === 0);
  return (
    <section class="card stack">
      <div class="row spread">
        <h2>{tt.dashboard.earnings}</h2>
        <span class="soft small">{tt.dashboard.payments(totals.payments)}</span>
      </div>
      <dl class="numbers">
        <Number name={tt.dashboard.net} amount={totals.net_usd} />
        <Number name={tt.dashboard.gross} amount={totals.gross_usd} />
        <Number name={tt.dashboard.fees} amount={totals.fee_usd} />
        <Number name={tt.dashboard.donations} amount={totals.donations_usd} />
      </dl>
      {isEmpty ? (
        <p class="chart-empty soft">{tt.dashboard.noEarnings}</p>
      ) : (
        <>
          <figure>
            <figcaption class="visually-hidden">{inWords(earnings, totals.net_usd)}</figcaption>
            <LateChart days={earnings} />
          </figure>
          <details>
            <summary>{tt.dashboard.table}</summary>
            <EarningsTable earnings={earnings} />
          </details>
        </>
      )}
    </section>
  );
}

/** The drawing library comes after the numbers; without it the table says the same. */
function LateChart({ days }: { days: EarningsDay[] }) {
  const [Drawn, setDrawn] = useState<typeof Chart | null>(null);
  const [isFailed, setFailed] = useState(false);
  useEffect(() => {
    import('./chart').then(
      (module) => setDrawn(() => module.Chart),
      (cause: unknown) => {
        console.error(cause);
        setFailed(true);
      },
    );
  }, []);
  if (isFailed) {
    return null;
  }

  return Drawn === null ? <div class="chart-place" /> : <Drawn days={days} />;
}

function Number({ name, amount }: { name: string; amount: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Usd amount={amount} />
      </dd>
    </div>
  );
}

function EarningsTable({ earnings }: { earnings: EarningsDay[] }) {
  const rows = earnings.filter((one) => one.payments > 0).reverse();
  return (
    <Table
      caption={tt.dashboard.earnings}
      items={rows}
      id={(one) => one.day}
      columns={[
        { name: tt.dashboard.day, isHead: true, show: (one) => day(one.day) },
        { name: tt.payments.title, isNumber: true, show: (one) => one.payments },
        {
          name: tt.dashboard.gross,
          isNumber: true,
          show: (one) => <Usd amount={one.gross_usd} />,
        },
        {
          name: tt.dashboard.fees,
          isNumber: true,
          show: (one) => <Usd amount={one.fee_usd} />,
        },
        {
          name: tt.dashboard.net,
          isNumber: true,
          show: (one) => <Usd amount={one.net_usd} />,
        },
      ]}
    />
  );
}

/** The chart for those who do not see it. */
function inWords(earnings: EarningsDay[], total: string): string {
  // Compared, not shown: the rounding of a floating point number does not matter here.
  const best = earnings.reduce((a, b) => (parseFloat(b.net_usd) > parseFloat(a.net_usd) ? b : a));
  return tt.dashboard.chart(earnings.length, usd(total), usd(best.net_usd), day(best.day));
}
