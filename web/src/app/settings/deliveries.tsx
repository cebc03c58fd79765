import { post } from '../../api/client';
import { useList } from '../../api/query';
import type { WebhookDelivery } from '../../api/types';
import { tt, tw, wordsFor } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { ProblemNote } from '../../ui/fields';
import { Action } from '../parts/action';
import { Skeleton, State, When } from '../parts/show';
import { Table } from '../parts/table';

/** What was sent to an endpoint, the newest first. */
export function Deliveries({ id }: { id: string }) {
  const path = `/webhooks/${id}/deliveries`;
  const list = useList<WebhookDelivery>(path);
  return (
    <section class="stack">
      <h2>{tt.webhooks.deliveries}</h2>
      <ProblemNote problem={list.problem} onRetry={list.reload} />
      {list.items === null ? (
        list.isLoading ? (
          <Skeleton />
        ) : null
      ) : list.items.length === 0 ? (
        <p class="soft">{tt.webhooks.noDeliveries}</p>
      ) : (
        <Table
          caption={tt.webhooks.deliveries}
          items={list.items}
          id={(one) => one.delivery_id}
          columns={[
            {
              name: tt.list.date,
              isHead: true,
              show: (one) => (
                <a href={`/settings${path}/${one.delivery_id}`}>
                  <When at={one.happened_at} />
                </a>
              ),
            },
            { name: tt.webhooks.event, show: (one) => <code>{one.event_type}</code> },
            { name: tt.list.state, show: (one) => <State name={one.state} /> },
            {
              name: tt.webhooks.attempts,
              isNumber: true,
              show: (one) => <span class="number">{one.attempts}</span>,
            },
            {
              name: tt.webhooks.answer,
              show: (one) => <Answer status={one.last_status} error={one.last_error} />,
            },
            {
              name: tt.webhooks.retry,
              isNumber: true,
              show: (one) => (
                <Action
                  kind="slim"
                  label={tt.webhooks.retryLabel(one.delivery_id)}
                  act={async () => {
                    await post(`${path}/${one.delivery_id}/retry`);
                    announce(tt.webhooks.retried);
                    list.reload();
                  }}
                >
                  {tt.webhooks.retry}
                </Action>
              ),
            },
          ]}
        />
      )}
      {list.hasMore ? (
        <button type="button" class="button" onClick={list.loadMore}>
          {tt.list.more}
        </button>
      ) : null}
    </section>
  );
}

/** `500, refused by your server`: what came back, and why it does not count. */
export function Answer(props: { status: number | null; error: string | null }) {
  const { status, error } = props;
  if (status === null && error === null) {
    return <span class="soft">{tt.list.none}</span>;
  }

  const why = error === null ? null : (wordsFor(tw.failures, error) ?? error);
  return (
    <span>
      {status === null ? null : <span class="number">{status}</span>}
      {status === null || why === null ? null : ', '}
      {why}
    </span>
  );
}
