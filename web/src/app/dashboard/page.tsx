import { useQuery, withQuery } from '../../api/query';
import type { ChannelBalance, Channels, Overview } from '../../api/types';
import { tt } from '../../texts/texts';
import { ProblemNote, Select } from '../../ui/fields';
import { BalanceCard } from '../parts/balance-card';
import { paymentColumns } from '../parts/payment-columns';
import { Empty, Skeleton } from '../parts/show';
import { Table } from '../parts/table';
import { Title } from '../parts/title';
import { useFilters } from '../router';
import { Earnings } from './earnings';
import { Funnel } from './funnel';
import { HealthOfChannels } from './health';
import { Mrr } from './mrr';
import { People } from './people';
import { TiersCard } from './tiers';

const dayMs = 86_400_000;

export default function Dashboard() {
  const [{ channel_id, days }, setFilters] = useFilters('channel_id', 'days');
  const span = Number(days) in tt.dashboard.ranges ? Number(days) : 30;
  const channels = useQuery<Channels>('/channels');
  const { from, to } = range(span);
  const overview = useQuery<Overview>(withQuery('/analytics/overview', { from, to, channel_id }));
  const balance = useQuery<{ channels: ChannelBalance[] }>('/balance');

  if (channels.data?.count === 0) {
    return (
      <>
        <Title text={tt.dashboard.title} />
        <Empty title={tt.dashboard.emptyTitle} text={tt.dashboard.empty}>
          <a class="button main" href="/start">
            {tt.dashboard.emptyGo}
          </a>
        </Empty>
      </>
    );
  }

  const all = channels.data?.items ?? [];
  const shownChannels = all.filter((one) => channel_id === '' || one.channel_id === channel_id);
  const balances = balance.data?.channels.filter(
    (one) => channel_id === '' || one.channel_id === channel_id,
  );

  return (
    <>
      <Title text={tt.dashboard.title}>
        <form class="row choices" onSubmit={(event) => event.preventDefault()}>
          <Select
            label={tt.list.channel}
            name="channel_id"
            none={tt.list.all}
            value={channel_id}
            onValue={(value) => setFilters({ channel_id: value })}
            choices={all.map((one) => ({
              value: one.channel_id,
              label: one.closed_title,
            }))}
          />
          <Select
            label={tt.dashboard.range}
            name="days"
            value={String(span)}
            onValue={(value) => setFilters({ days: value })}
            choices={Object.entries(tt.dashboard.ranges).map(([value, label]) => ({
              value,
              label,
            }))}
          />
        </form>
      </Title>
      <ProblemNote problem={overview.problem} onRetry={overview.reload} />
      {overview.data === null ? (
        overview.problem === null ? (
          <Waiting />
        ) : null
      ) : (
        <Earnings overview={overview.data} />
      )}
      {overview.data === null ? null : (
        <>
          <div class="columns even">
            <Mrr overview={overview.data} />
            <div class="stack">
              <People overview={overview.data} />
              <TiersCard overview={overview.data} channels={shownChannels} />
            </div>
          </div>
          <Funnel overview={overview.data} />
        </>
      )}
      <section class="stack">
        <h2>{tt.dashboard.balance}</h2>
        <ProblemNote problem={balance.problem} onRetry={balance.reload} />
        {balances === undefined ? (
          balance.problem === null ? (
            <Skeleton lines={1} kind="card-size" />
          ) : null
        ) : (
          <div class="cards">
            {balances.map((one) => (
              <BalanceCard key={one.channel_id} balance={one} />
            ))}
          </div>
        )}
      </section>
      {overview.data === null ? null : (
        <section class="stack">
          <div class="row spread">
            <h2>{tt.dashboard.lastPayments}</h2>
            <a href="/payments">{tt.dashboard.allPayments}</a>
          </div>
          {overview.data.last_payments.length === 0 ? (
            <p class="card soft">{tt.dashboard.noPayments}</p>
          ) : (
            <Table
              caption={tt.dashboard.lastPayments}
              columns={paymentColumns()}
              items={overview.data.last_payments}
              id={(payment) => payment.payment_id}
            />
          )}
        </section>
      )}
      {shownChannels.length === 0 ? null : <HealthOfChannels channels={shownChannels} />}
    </>
  );
}

function Waiting() {
  return (
    <div class="stack" aria-hidden="true">
      <span class="skeleton chart-size" />
      <div class="columns even">
        <span class="skeleton card-size" />
        <span class="skeleton card-size" />
      </div>
    </div>
  );
}

/** Days of the calendar, UTC, today included. */
function range(days: number): { from: string; to: string } {
  const iso = (time: number) => new Date(time).toISOString().slice(0, 10);
  const now = Date.now();
  return { from: iso(now - (days - 1) * dayMs), to: iso(now) };
}
