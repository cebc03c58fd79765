import { useList } from '../../api/query';
import type { AuditItem } from '../../api/types';
import { tt } from '../../texts/texts';
import { ProblemNote } from '../../ui/fields';
import { Skeleton, When } from '../parts/show';
import { Table } from '../parts/table';
import { actionOf, describe } from './changes';
import { SettingsFrame } from './frame';

export default function Activity() {
  const list = useList<AuditItem>('/audit');
  return (
    <SettingsFrame>
      <p class="soft">{tt.activity.lead}</p>
      <ProblemNote problem={list.problem} onRetry={list.reload} />
      {list.items === null ? (
        list.isLoading ? (
          <Skeleton lines={6} />
        ) : null
      ) : list.items.length === 0 ? (
        <p class="soft">{tt.activity.empty}</p>
      ) : (
        <Table
          caption={tt.settings.tabs.activity}
          items={list.items}
          id={(one) => one.audit_id}
          columns={[
            { name: tt.list.date, isHead: true, show: (one) => <When at={one.at} /> },
            { name: tt.activity.who, show: (one) => <Actor item={one} /> },
            { name: tt.activity.what, show: (one) => actionOf(one.action) },
            { name: tt.list.details, show: (one) => <Change item={one} /> },
          ]}
        />
      )}
      {list.hasMore ? (
        <button type="button" class="button" aria-disabled={list.isLoading} onClick={list.loadMore}>
          {list.isLoading ? tt.working : tt.list.more}
        </button>
      ) : null}
    </SettingsFrame>
  );
}

function Actor({ item }: { item: AuditItem }) {
  const kind = tt.activity.actors[item.actor.kind] ?? item.actor.kind;
  return item.actor.kind === 'api_key' ? (
    <span>
      {kind}: {item.actor.name}
    </span>
  ) : (
    <span>{kind}</span>
  );
}

function Change({ item }: { item: AuditItem }) {
  return (
    <span class="small">
      {item.object === '' ? null : <code>{item.object}</code>}
      {item.before === null ? null : <Side name={tt.activity.before} value={item.before} />}
      {item.after === null ? null : <Side name={tt.activity.after} value={item.after} />}
    </span>
  );
}

function Side({ name, value }: { name: string; value: Record<string, unknown> }) {
  return (
    <span class="side">
      <span class="soft">{name}: </span>
      {describe(value)}
    </span>
  );
}
