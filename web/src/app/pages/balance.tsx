import { useQuery, withQuery } from '../../api/query';
import type { ChannelBalance } from '../../api/types';
import { tt } from '../../texts/texts';
import { ProblemNote, Select } from '../../ui/fields';
import { month } from '../../ui/format';
import { BalanceCard } from '../parts/balance-card';
import { EmptyList, Export } from '../parts/list';
import { Skeleton } from '../parts/show';
import { Title } from '../parts/title';
import { useFilters } from '../router';

export default function Balance() {
  const { data, problem, reload } = useQuery<{ channels: ChannelBalance[] }>('/balance');
  return (
    <>
      <Title text={tt.balance.title} />
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <div class="cards">
            <span class="skeleton card-size" />
            <span class="skeleton card-size" />
          </div>
        ) : null
      ) : data.channels.length === 0 ? (
        <EmptyList title={tt.balance.emptyTitle} text={tt.balance.empty} />
      ) : (
        <>
          <div class="cards">
            {data.channels.map((balance) => (
              <BalanceCard key={balance.channel_id} balance={balance} />
            ))}
          </div>
          <Statements channels={data.channels} />
        </>
      )}
    </>
  );
}

function Statements({ channels }: { channels: ChannelBalance[] }) {
  const [{ channel_id: chosen }, setFilters] = useFilters('channel_id');
  const channel = channels.find((one) => one.channel_id === chosen) ?? channels[0];
  const id = channel?.channel_id ?? '';
  const { data, problem, reload } = useQuery<{ items: { month: string }[] }>(
    withQuery('/statements', { channel_id: id }),
  );
  return (
    <section class="card stack">
      <h2>{tt.balance.statements}</h2>
      <p class="soft">{tt.balance.statementsHint}</p>
      <div class="form">
        <Select
          label={tt.list.channel}
          name="channel_id"
          value={id}
          onValue={(channel_id) => setFilters({ channel_id })}
          choices={channels.map((one) => ({ value: one.channel_id, label: one.title }))}
        />
      </div>
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <Skeleton />
        ) : null
      ) : data.items.length === 0 ? (
        <p class="soft">{tt.balance.noStatements}</p>
      ) : (
        <ul class="plain-list">
          {data.items.map((item) => {
            const path = `/statements/${id}/${item.month}`;
            return (
              <li key={item.month}>
                <a href={path}>{month(item.month)}</a>
                <Export
                  path={`${path}?format=csv`}
                  file={`statement-${item.month}.csv`}
                  text={tt.balance.download}
                  label={tt.balance.downloadOf(month(item.month), channel?.title ?? '')}
                />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
