import { useQuery } from '../../api/query';
import type { Channel, HealthCheck } from '../../api/types';
import { tt } from '../../texts/texts';
import { ProblemNote } from '../../ui/fields';
import { Health } from '../channels/health';
import { Skeleton } from '../parts/show';

/** What does not work in which channel, and its cure. */
export function HealthOfChannels({ channels }: { channels: Channel[] }) {
  return (
    <section class="stack">
      <h2>{tt.dashboard.health}</h2>
      <div class="cards">
        {channels.map((channel) => (
          <ChannelHealth key={channel.channel_id} channel={channel} />
        ))}
      </div>
    </section>
  );
}

function ChannelHealth({ channel }: { channel: Channel }) {
  const { data, problem, reload } = useQuery<{ checks: HealthCheck[] }>(
    `/channels/${channel.channel_id}/health`,
  );
  const bad = data?.checks.filter((check) => !check.is_ok) ?? [];
  return (
    <section class="card stack">
      <h3>
        <a href={`/channels/${channel.channel_id}`}>{channel.closed_title}</a>
      </h3>
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <Skeleton lines={1} />
        ) : null
      ) : bad.length === 0 ? (
        <p class="said">
          <span class="sign tick" aria-hidden="true" /> {tt.dashboard.healthy}
        </p>
      ) : (
        <Health checks={bad} />
      )}
    </section>
  );
}
