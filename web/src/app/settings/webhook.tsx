import { useState } from 'preact/hooks';
import { post, request } from '../../api/client';
import { useIntention } from '../../api/intention';
import { expire, invalidate, useList, useQuery } from '../../api/query';
import type { Webhook, WebhookDelivery } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, Input, ProblemNote, Submit } from '../../ui/fields';
import { missing, useForm } from '../../ui/form';
import { dateTime } from '../../ui/format';
import { Action } from '../parts/action';
import { Secret } from '../parts/secret';
import { Skeleton, State, When } from '../parts/show';
import { Table } from '../parts/table';
import { Title } from '../parts/title';
import { go, type PageProps } from '../router';
import { checkWebhook, WebhookFields } from './webhook-fields';

export default function WebhookPage({ params }: PageProps) {
  const path = `/webhooks/${params['id'] ?? ''}`;
  const { data, problem, reload } = useQuery<Webhook>(path);
  return (
    <>
      <Title text="Webhook" back={{ to: '/settings/webhooks', text: tt.settings.tabs.webhooks }}>
        {data === null ? null : (
          <span class={`badge ${data.is_enabled ? 'good' : 'warn'}`}>
            {data.is_enabled ? tt.webhooks.enabled : tt.webhooks.disabled}
          </span>
        )}
      </Title>
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <Skeleton lines={2} kind="card-size" />
        ) : null
      ) : (
        <>
          <div class="columns even">
            <Edit path={path} hook={data} />
            <div class="stack">
              <Actions path={path} hook={data} />
              <Replay path={path} />
            </div>
          </div>
          <Deliveries path={path} />
        </>
      )}
    </>
  );
}

function Edit({ path, hook }: { path: string; hook: Webhook }) {
  const [isSaved, setSaved] = useState(false);
  const form = useForm(
    { url: hook.url, description: hook.description ?? '', event_types: hook.event_types },
    async (values) => {
      setSaved(false);
      const body = {
        url: values.url.trim(),
        description: values.description.trim() || null,
        event_types: values.event_types,
      };
      await request('PATCH', path, { body });
      setSaved(true);
      announce(tt.webhooks.saved);
      invalidate('/webhooks');
    },
    checkWebhook,
  );

  return (
    <form class="card stack" noValidate ref={form.ref} onSubmit={form.submit}>
      <WebhookFields form={form} />
      <FormProblem form={form} />
      <div class="row">
        <Submit isBusy={form.isBusy}>{tt.save}</Submit>
        {isSaved ? <span class="said">{tt.webhooks.saved}</span> : null}
      </div>
    </form>
  );
}

interface Rotated {
  secret: string;
  previous_valid_until: string;
}

function Actions({ path, hook }: { path: string; hook: Webhook }) {
  const [rotated, setRotated] = useState<Rotated | null>(null);
  return (
    <section class="card stack">
      {hook.disabled_reason === null ? null : (
        <p class="note warn">{tt.webhooks.reasons[hook.disabled_reason]}</p>
      )}
      {rotated === null ? null : (
        <Secret
          title={tt.webhooks.secret}
          text={`${tt.webhooks.secretText} ${tt.webhooks.rotated(dateTime(rotated.previous_valid_until))}`}
          secret={rotated.secret}
          kept={tt.webhooks.kept}
          onKept={() => setRotated(null)}
        />
      )}
      <Action
        done={tt.webhooks.tested}
        act={async () => {
          await post(`${path}/test`);
          invalidate(`${path}/deliveries`);
        }}
      >
        {tt.webhooks.test}
      </Action>
      <Action act={async () => setRotated(await post<Rotated>(`${path}/rotate-secret`))}>
        {tt.webhooks.rotate}
      </Action>
      <Action
        act={async () => {
          await request('PATCH', path, { body: { is_enabled: !hook.is_enabled } });
          invalidate('/webhooks');
        }}
      >
        {hook.is_enabled ? tt.webhooks.disable : tt.webhooks.enable}
      </Action>
      <Action
        kind="danger"
        question={`${tt.webhooks.remove}: ${hook.url}`}
        act={async () => {
          await request('DELETE', path);
          announce(tt.webhooks.removed);
          expire('/webhooks');
          go('/settings/webhooks', true);
        }}
      >
        {tt.webhooks.remove}
      </Action>
    </section>
  );
}

function Replay({ path }: { path: string }) {
  const intention = useIntention();
  const [count, setCount] = useState<number | null>(null);
  const form = useForm(
    { from: '', to: '' },
    async ({ from, to }) => {
      setCount(null);
      const body = { from: `${from}T00:00:00Z`, to: dayAfter(to) };
      const answer = await post<{ count: number }>(`${path}/replay`, body, {
        intention,
      });
      setCount(answer.count);
      announce(tt.webhooks.replayed(answer.count));
      invalidate(`${path}/deliveries`);
    },
    (values) => missing(values, 'from', 'to'),
  );
  const day = (name: 'from' | 'to', label: string) => (
    <Input
      label={label}
      name={name}
      type="date"
      value={form.values[name]}
      onValue={(value) => form.set({ [name]: value })}
      error={form.error(name)}
    />
  );

  return (
    <form class="card stack" noValidate ref={form.ref} onSubmit={form.submit}>
      <h2>{tt.webhooks.replay}</h2>
      <p class="soft">{tt.webhooks.replayText}</p>
      <div class="fields">
        {day('from', tt.list.from)}
        {day('to', tt.list.to)}
      </div>
      <FormProblem form={form} />
      <div class="row">
        <Submit kind="" isBusy={form.isBusy}>
          {tt.webhooks.replaySubmit}
        </Submit>
        {count === null ? null : <span class="said">{tt.webhooks.replayed(count)}</span>}
      </div>
    </form>
  );
}

/** The first moment that no longer belongs to a day. */
function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString();
}

function Deliveries({ path }: { path: string }) {
  const list = useList<WebhookDelivery>(`${path}/deliveries`);
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
              show: (one) => <When at={one.happened_at} />,
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
              isNumber: true,
              show: (one) => one.last_status ?? one.last_error ?? tt.list.none,
            },
            {
              name: tt.webhooks.retry,
              isNumber: true,
              show: (one) => (
                <Action
                  kind="slim"
                  label={tt.webhooks.retryLabel(one.delivery_id)}
                  act={async () => {
                    await post(`${path}/deliveries/${one.delivery_id}/retry`);
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
