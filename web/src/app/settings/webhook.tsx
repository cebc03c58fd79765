import { useState } from 'preact/hooks';
import { post, request } from '../../api/client';
import { useIntention } from '../../api/intention';
import { expire, invalidate, useQuery } from '../../api/query';
import type { Webhook } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { FormProblem, Input, ProblemNote, Submit } from '../../ui/fields';
import { missing, useForm } from '../../ui/form';
import { dateTime } from '../../ui/format';
import { Action } from '../parts/action';
import { Secret } from '../parts/secret';
import { Skeleton } from '../parts/show';
import { Title } from '../parts/title';
import { go, type PageProps } from '../router';
import { Deliveries } from './deliveries';
import { checkWebhook, WebhookFields } from './webhook-fields';

export default function WebhookPage({ params }: PageProps) {
  const path = `/webhooks/${params['id'] ?? ''}`;
  const { data, problem, reload } = useQuery<Webhook>(path);
  return (
    <>
      <Title
        text={tt.webhooks.one}
        back={{ to: '/settings/webhooks', text: tt.settings.tabs.webhooks }}
      >
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
          <Deliveries id={data.endpoint_id} />
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

// A test is in the list a moment after the answer; how long a moment is depends on the queue.
const listedMs = [1000, 4000, 12_000];

interface Rotated {
  secret: string;
  previous_valid_until: string;
}

function Actions({ path, hook }: { path: string; hook: Webhook }) {
  const [rotated, setRotated] = useState<Rotated | null>(null);
  const testing = useIntention();
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
          await post(`${path}/test`, {}, { intention: testing });
          for (const wait of listedMs) {
            setTimeout(() => invalidate(`${path}/deliveries`), wait);
          }
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
