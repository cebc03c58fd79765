import type { ComponentChildren } from 'preact';
import type { Overview } from '../../api/types';
import { tt } from '../../texts/texts';
import { count, percent } from '../../ui/format';
import { Usd } from '../parts/show';

export function People({ overview }: { overview: Overview }) {
  const { subscribers, churn, lifetime_value_usd } = overview;
  const link = (state: string, number: number) => (
    <a href={`/subscribers?state=${state}`}>{count(number)}</a>
  );
  return (
    <section class="card stack">
      <h2>{tt.dashboard.subscribers}</h2>
      <dl class="numbers">
        <Fact name={tt.dashboard.active}>{link('active', subscribers.active)}</Fact>
        <Fact name={tt.dashboard.expiring}>{count(subscribers.expiring_7_days)}</Fact>
        <Fact name={tt.dashboard.grace}>{link('grace', subscribers.grace)}</Fact>
        <Fact name={tt.dashboard.trial}>{link('trial', subscribers.trial)}</Fact>
        <Fact name={tt.dashboard.newOnes}>{count(subscribers.new_30_days)}</Fact>
        <Fact name={tt.dashboard.churned}>{count(subscribers.churned_30_days)}</Fact>
        {churn.monthly_rate_percent === null ? null : (
          <Fact name={tt.dashboard.churnRate}>{percent(churn.monthly_rate_percent)}</Fact>
        )}
        {lifetime_value_usd === null ? null : (
          <Fact name={tt.dashboard.lifetime}>
            <Usd amount={lifetime_value_usd} />
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
