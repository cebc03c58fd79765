import { useEffect, useState } from 'preact/hooks';
import { post } from '../../api/client';
import { invalidate, useQuery } from '../../api/query';
import type { WebhookAttempt, WebhookDelivery, WebhookDeliveryDetail } from '../../api/types';
import { tt, tw, wordsFor } from '../../texts/texts';
import { ProblemNote } from '../../ui/fields';
import { count, dateTime } from '../../ui/format';
import { Action } from '../parts/action';
import { Copyable, Facts, Skeleton, State, When } from '../parts/show';
import { Table } from '../parts/table';
import { Title } from '../parts/title';
import type { PageProps } from '../router';
import { Answer } from './deliveries';

const pauseMs = 4000;
const hourMs = 3_600_000;

// As many as the server gives.
const attemptsMax = 100;

/** One event on its way to one endpoint: what is sent, and how each try went. */
export default function DeliveryPage({ params }: PageProps) {
  const hook = params['id'] ?? '';
  const path = `/webhooks/${hook}/deliveries/${params['delivery'] ?? ''}`;
  const { data, problem, reload } = useQuery<WebhookDeliveryDetail>(path);
  // How often it had been tried when it was asked for again.
  const [asked, setAsked] = useState<number | null>(null);
  const { state = null, attempts = null } = data?.delivery ?? {};
  const isAwaited = state === 'pending' || (asked !== null && asked === attempts);

  // Who looks at it wants to see how the next try goes, be it in a moment or in an hour.
  const next = data?.delivery.next_attempt_at ?? null;
  useEffect(() => {
    if (!isAwaited) {
      return;
    }

    const untilNext = next === null ? 0 : Date.parse(next) - Date.now();
    const timer = setTimeout(reload, Math.min(Math.max(untilNext + pauseMs, pauseMs), hourMs));
    return () => clearTimeout(timer);
  }, [isAwaited, next, data, reload]);

  return (
    <>
      <Title
        text={
          data === null
            ? tt.webhooks.oneDelivery
            : tt.webhooks.deliveryAt(dateTime(data.delivery.happened_at))
        }
        back={{ to: `/settings/webhooks/${hook}`, text: tt.webhooks.one }}
      >
        {data === null ? null : <State name={data.delivery.state} />}
      </Title>
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <Skeleton lines={2} kind="card-size" />
        ) : null
      ) : (
        <>
          <div class="columns even">
            <About path={path} delivery={data.delivery} onRetry={setAsked} />
            <Payload payload={data.payload} />
          </div>
          <Attempts attempts={data.attempt_log} />
        </>
      )}
    </>
  );
}

function About(props: {
  path: string;
  delivery: WebhookDelivery;
  onRetry: (attempts: number) => void;
}) {
  const { path, delivery, onRetry } = props;
  const { next_attempt_at: next, ended_at: ended } = delivery;
  return (
    <section class="card stack">
      <Facts
        facts={[
          [tt.webhooks.event, <Event type={delivery.event_type} />],
          [tt.webhooks.happened, <When at={delivery.happened_at} />],
          [tt.webhooks.attempts, count(delivery.attempts)],
          [
            tt.webhooks.answer,
            <Answer status={delivery.last_status} error={delivery.last_error} />,
          ],
          [tt.webhooks.next, next === null ? null : <When at={next} isRelative />],
          [tt.webhooks.ended, ended === null ? null : <When at={ended} />],
          [tt.webhooks.object, <ObjectOf id={delivery.object} />],
          [
            tt.webhooks.eventId,
            <Copyable text={delivery.event_id} label={tt.webhooks.eventId} isShort />,
          ],
          [
            tt.webhooks.oneDelivery,
            <Copyable text={delivery.delivery_id} label={tt.webhooks.oneDelivery} isShort />,
          ],
        ]}
      />
      <Action
        done={tt.webhooks.retried}
        act={async () => {
          await post(`${path}/retry`);
          onRetry(delivery.attempts);
          invalidate(path.slice(0, path.lastIndexOf('/')));
        }}
      >
        {tt.webhooks.retry}
      </Action>
      <p class="hint">{tt.webhooks.retryHint}</p>
    </section>
  );
}

function Event({ type }: { type: string }) {
  const words = wordsFor(tw.events, type);
  return (
    <>
      <code>{type}</code>
      {words === undefined ? null : <span class="side soft small">{words}</span>}
    </>
  );
}

/** Leads to the page of what the event is about, where there is one. */
function ObjectOf({ id }: { id: string }) {
  const list = /^pay_/.test(id) ? 'payments' : /^(instant|batch):/.test(id) ? 'payouts' : null;
  return list === null ? (
    <code>{id}</code>
  ) : (
    <a href={`/${list}/${id}`}>
      <code>{id}</code>
    </a>
  );
}

function Payload({ payload }: { payload: unknown }) {
  const text = JSON.stringify(payload, null, 2);
  return (
    <section class="card stack">
      <h2>{tt.webhooks.payload}</h2>
      <p class="soft small">{tt.webhooks.payloadText}</p>
      <pre class="json">
        <code>{text}</code>
      </pre>
    </section>
  );
}

function Attempts({ attempts }: { attempts: WebhookAttempt[] }) {
  return (
    <section class="stack">
      <h2>{tt.webhooks.log}</h2>
      {attempts.length === 0 ? (
        <p class="soft">{tt.webhooks.logNone}</p>
      ) : (
        <Table
          caption={tt.webhooks.log}
          items={attempts}
          id={(one) => `${one.attempt} ${one.at}`}
          columns={[
            { name: tt.webhooks.attempt, isHead: true, show: (one) => count(one.attempt) },
            {
              name: tt.list.date,
              show: (one) => <time dateTime={one.at}>{dateTime(one.at, true)}</time>,
            },
            {
              name: tt.list.state,
              show: (one) => <State name={one.error === null ? 'delivered' : 'failed'} />,
            },
            {
              name: tt.webhooks.answer,
              show: (one) => <Answer status={one.status} error={one.error} />,
            },
            {
              name: tt.webhooks.duration,
              isNumber: true,
              show: (one) => <span class="number">{tt.webhooks.ms(count(one.duration_ms))}</span>,
            },
          ]}
        />
      )}
      <p class="hint">
        {attempts.length < attemptsMax ? null : `${tt.webhooks.logRest} `}
        {tt.webhooks.answerHint}
      </p>
    </section>
  );
}
