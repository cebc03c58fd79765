import { request } from '../../api/client';
import { invalidate, useQuery } from '../../api/query';
import type { SessionItem } from '../../api/types';
import { tt } from '../../texts/texts';
import { announce } from '../../ui/announce';
import { ProblemNote } from '../../ui/fields';
import { date, relative } from '../../ui/format';
import { Action } from '../parts/action';
import { Skeleton } from '../parts/show';
import { SettingsFrame } from './frame';

const path = '/auth/sessions';

export default function Sessions() {
  const { data, problem, reload } = useQuery<{ items: SessionItem[] }>(path);
  const hasOthers = data !== null && data.items.some((one) => !one.is_current);
  return (
    <SettingsFrame>
      <section class="card stack form">
        <p class="soft">{tt.sessions.lead}</p>
        <ProblemNote problem={problem} onRetry={reload} />
        {data === null ? (
          problem === null ? (
            <Skeleton />
          ) : null
        ) : (
          <ul class="plain-list">
            {data.items.map((one) => (
              <Session key={one.session_id} session={one} />
            ))}
          </ul>
        )}
        {hasOthers ? (
          <Action
            kind="danger"
            act={async () => {
              await request('DELETE', path);
              announce(tt.sessions.endedOthers);
              invalidate(path);
            }}
          >
            {tt.sessions.endOthers}
          </Action>
        ) : null}
      </section>
    </SettingsFrame>
  );
}

function Session({ session }: { session: SessionItem }) {
  const name = deviceName(session.user_agent);
  return (
    <li>
      <div>
        <strong>{name}</strong>{' '}
        {session.is_current ? <span class="badge accent">{tt.sessions.current}</span> : null}
        <p class="soft small">
          {tt.sessions.last(relative(session.last_used_at))} ·{' '}
          {tt.sessions.since(date(session.created_at))}
        </p>
      </div>
      {session.is_current ? null : (
        <Action
          kind="slim"
          label={tt.sessions.endLabel(name)}
          act={async () => {
            await request('DELETE', `${path}/${session.session_id}`);
            announce(tt.sessions.ended);
            invalidate(path);
          }}
        >
          {tt.sessions.end}
        </Action>
      )}
    </li>
  );
}

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** A browser's long name for itself, in words for people. */
function deviceName(userAgent: string | null): string {
  if (userAgent === null || userAgent === '') {
    return tt.sessions.unknown;
  }

  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = find(browsers);
  const system = find(systems);
  return (
    [browser, system].filter((word) => word !== undefined).join(', ') || userAgent.slice(0, 60)
  );
}
