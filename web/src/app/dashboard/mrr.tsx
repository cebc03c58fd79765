import type { MrrMonth, Overview } from '../../api/types';
import { tt } from '../../texts/texts';
import { isZero } from '../../ui/decimal';
import { month } from '../../ui/format';
import { Usd } from '../parts/show';
import { Table, type Column } from '../parts/table';

export function Mrr({ overview }: { overview: Overview }) {
  const { now_usd, movement } = overview.mrr;
  const last = movement[movement.length - 1];
  return (
    <section class="card stack">
      <h2>{tt.dashboard.mrr}</h2>
      <div class="stack tight">
        <span class="big">
          <Usd amount={now_usd} />
        </span>
        <span class="hint">{tt.dashboard.mrrHint}</span>
      </div>
      {last === undefined ? null : <Month month={last} />}
      {movement.length < 2 ? null : (
        <details>
          <summary>{tt.dashboard.movement}</summary>
          <Movement months={movement} />
        </details>
      )}
    </section>
  );
}

const steps = ['new', 'expansion', 'reactivation', 'contraction', 'churn'] as const;

function Month({ month: one }: { month: MrrMonth }) {
  return (
    <dl class="sum">
      <Line name={tt.dashboard.opening} amount={one.opening} />
      {steps.map((step) => (
        <Line key={step} name={tt.dashboard[step]} amount={signed(step, one[step])} />
      ))}
      <Line name={tt.dashboard.closing} amount={one.closing} isTotal />
    </dl>
  );
}

function Line(props: { name: string; amount: string; isTotal?: boolean }) {
  return (
    <div class={`row spread ${props.isTotal === true ? 'total' : ''}`}>
      <dt>{props.name}</dt>
      <dd>
        <Usd amount={props.amount} />
      </dd>
    </div>
  );
}

/** Losses stand with a minus, whether the server gives one or not. */
function signed(step: (typeof steps)[number], amount: string): string {
  const isLoss = step === 'contraction' || step === 'churn';
  return isLoss && !isZero(amount) && !amount.startsWith('-') ? `-${amount}` : amount;
}

function Movement({ months }: { months: MrrMonth[] }) {
  const column = (name: string, show: (one: MrrMonth) => string): Column<MrrMonth> => ({
    name,
    isNumber: true,
    show: (one) => <Usd amount={show(one)} />,
  });
  return (
    <Table
      caption={tt.dashboard.movement}
      items={[...months].reverse()}
      id={(one) => one.month}
      columns={[
        { name: tt.dashboard.month, isHead: true, show: (one) => month(one.month) },
        column(tt.dashboard.new, (one) => one.new),
        column(tt.dashboard.churn, (one) => signed('churn', one.churn)),
        column(tt.dashboard.closing, (one) => one.closing),
      ]}
    />
  );
}
