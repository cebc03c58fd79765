import { useEffect } from 'preact/hooks';
import { post } from '../../api/client';
import { useIntention } from '../../api/intention';
import { invalidate, useQuery } from '../../api/query';
import type { Announcement, Channel, People } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { Check, Input, ProblemNote } from '../../ui/fields';
import { count, dateTime } from '../../ui/format';
import { useForm } from '../../ui/form';
import { Action } from '../parts/action';
import { Skeleton, State } from '../parts/show';
import { Title } from '../parts/title';
import type { PageProps } from '../router';
import { Preview } from './preview';

const pollMs = 3000;

export default function BroadcastPage({ params }: PageProps) {
  const path = `/announcements/${params['id'] ?? ''}`;
  const { data, problem, reload } = useQuery<Announcement>(path);
  const channel = useQuery<Channel>(data === null ? null : `/channels/${data.channel_id}`);
  const isMoving = data?.state === 'sending' || data?.state === 'scheduled';
  useEffect(() => {
    if (!isMoving) {
      return;
    }

    const timer = setInterval(reload, pollMs);
    return () => clearInterval(timer);
  }, [isMoving, reload]);

  return (
    <>
      <Title text={tt.broadcasts.one} back={{ to: '/broadcasts', text: tt.broadcasts.title }}>
        {data === null ? null : <State name={data.state} />}
      </Title>
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <Skeleton lines={2} kind="card-size" />
        ) : null
      ) : (
        <div class="columns even">
          <section class="stack">
            <h2>{tt.broadcasts.preview}</h2>
            <Preview
              title={channel.data?.closed_title ?? '…'}
              body={data.body}
              button={data.button_text}
            />
          </section>
          <div class="stack">
            {data.state === 'draft' ? (
              <Send path={path} announcement={data} />
            ) : (
              <Progress path={path} announcement={data} />
            )}
          </div>
        </div>
      )}
    </>
  );
}

function Send({ path, announcement }: { path: string; announcement: Announcement }) {
  const intention = useIntention();
  const form = useForm({ isLater: false, at: '' }, async () => undefined);
  const { isLater, at } = form.values;
  const total = announcement.people?.total ?? 0;
  const isReady = () => {
    // Without a time it would go out now, which is not what "later" means.
    const lacksTime = isLater && at === '';
    form.setError('at', lacksTime ? tt.required : null);
    return !lacksTime;
  };
  const schedule = async () => {
    const body = { at: isLater ? new Date(at).toISOString() : null };
    await post(`${path}/schedule`, body, { intention });
    invalidate('/announcements');
  };

  return (
    <section class="card stack">
      <p>
        {tt.broadcasts.segments[announcement.segment]}: {tt.broadcasts.people(total)}
      </p>
      <Action done={tt.broadcasts.sentMe} act={() => post(`${path}/preview`, {}, { intention })}>
        {tt.broadcasts.sendMe}
      </Action>
      <fieldset>
        <legend>{tt.broadcasts.when}</legend>
        <Check
          type="radio"
          name="when"
          checked={!isLater}
          onChecked={() => form.set({ isLater: false })}
        >
          {tt.broadcasts.now}
        </Check>
        <Check
          type="radio"
          name="when"
          checked={isLater}
          onChecked={() => form.set({ isLater: true })}
        >
          {tt.broadcasts.later}
        </Check>
      </fieldset>
      {isLater ? (
        <Input
          label={tt.broadcasts.at}
          name="at"
          type="datetime-local"
          value={at}
          onValue={(value) => form.set({ at: value })}
          error={form.error('at')}
        />
      ) : null}
      <Action kind="main" isReady={isReady} question={tt.broadcasts.confirm(total)} act={schedule}>
        {isLater ? tt.broadcasts.schedule : tt.broadcasts.send}
      </Action>
    </section>
  );
}

const parts = ['sent', 'waiting', 'unreachable', 'failed', 'uncertain', 'cancelled'] as const;

function Progress({ path, announcement }: { path: string; announcement: Announcement }) {
  const { people, due_at, state } = announcement;
  return (
    <section class="card stack">
      {state === 'scheduled' && due_at !== null ? (
        <p>{tt.broadcasts.scheduledFor(dateTime(due_at))}</p>
      ) : null}
      {people === null || state === 'scheduled' ? null : <Report people={people} />}
      {state === 'scheduled' || state === 'sending' ? (
        <Action
          kind="danger"
          act={async () => {
            await post(`${path}/cancel`);
            announce(tt.broadcasts.cancelled);
            invalidate('/announcements');
          }}
        >
          {tt.broadcasts.cancel}
        </Action>
      ) : null}
    </section>
  );
}

function Report({ people }: { people: People }) {
  const settled = people.total - people.waiting;
  const text = tt.broadcasts.progress(settled, people.total);
  return (
    <>
      <h2>{tt.broadcasts.reportTitle}</h2>
      <div class="stack tight">
        <progress max={Math.max(1, people.total)} value={settled} aria-label={text} />
        <span class="soft small number">{text}</span>
      </div>
      <dl class="plain-list">
        {parts
          .filter((part) => people[part] > 0 || part === 'sent')
          .map((part) => (
            <div class="row spread" key={part}>
              <dt class="soft">{tt.broadcasts.report[part]}</dt>
              <dd class="number">{count(people[part])}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
