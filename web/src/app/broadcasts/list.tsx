import { useQuery, withQuery } from '../../api/query';
import type { Announcement, Channels } from '../../api/types';
import { tt } from '../../texts/texts';
import { ProblemNote, Select } from '../../ui/fields';
import { dateTime } from '../../ui/format';
import { Empty, Skeleton, State, When } from '../parts/show';
import { Table } from '../parts/table';
import { Title } from '../parts/title';
import { useFilters } from '../router';

export default function Broadcasts() {
  const [{ channel_id: chosen }, setFilters] = useFilters('channel_id');
  const channels = useQuery<Channels>('/channels');
  const all = channels.data?.items ?? [];
  const id = all.find((one) => one.channel_id === chosen)?.channel_id ?? all[0]?.channel_id ?? null;
  const { data, problem, reload } = useQuery<{ announcements: Announcement[] }>(
    id === null ? null : withQuery('/announcements', { channel_id: id }),
  );
  const isEmpty = channels.data !== null && all.length === 0;

  return (
    <>
      <Title text={tt.broadcasts.title}>
        {id === null ? null : (
          <a class="button main" href={`/broadcasts/new?channel_id=${id}`}>
            {tt.broadcasts.new}
          </a>
        )}
      </Title>
      <ProblemNote problem={channels.problem ?? problem} onRetry={reload} />
      {all.length > 1 ? (
        <div class="form">
          <Select
            label={tt.broadcasts.channel}
            name="channel_id"
            value={id ?? ''}
            onValue={(channel_id) => setFilters({ channel_id })}
            choices={all.map((one) => ({
              value: one.channel_id,
              label: one.closed_title,
            }))}
          />
        </div>
      ) : null}
      {isEmpty ? (
        <Empty title={tt.broadcasts.emptyTitle} text={tt.broadcasts.chooseChannel}>
          <a class="button" href="/channels">
            {tt.channels.title}
          </a>
        </Empty>
      ) : data === null ? (
        problem === null && channels.problem === null ? (
          <Skeleton lines={5} />
        ) : null
      ) : data.announcements.length === 0 ? (
        <Empty title={tt.broadcasts.emptyTitle} text={tt.broadcasts.empty} />
      ) : (
        <Table
          caption={tt.broadcasts.title}
          items={data.announcements}
          id={(one) => one.announcement_id}
          columns={[
            {
              name: tt.broadcasts.body,
              isHead: true,
              show: (one) => (
                <a href={`/broadcasts/${one.announcement_id}`}>{firstWords(one.body)}</a>
              ),
            },
            { name: tt.list.state, show: (one) => <State name={one.state} /> },
            { name: tt.broadcasts.audience, show: (one) => audience(one) },
            {
              name: tt.broadcasts.when,
              show: (one) =>
                one.state === 'scheduled' && one.due_at !== null ? (
                  tt.broadcasts.scheduledFor(dateTime(one.due_at))
                ) : (
                  <When at={one.started_at ?? one.created_at} />
                ),
            },
          ]}
        />
      )}
    </>
  );
}

function audience(one: Announcement): string {
  return one.segment === 'tier' && one.tier_no !== null
    ? tt.tier(one.tier_no)
    : tt.broadcasts.segments[one.segment];
}

function firstWords(text: string): string {
  const max = 60;
  const line = text.split('\n')[0] ?? '';
  return line.length <= max ? line : `${line.slice(0, max).trimEnd()} …`;
}
