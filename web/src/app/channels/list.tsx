import { useQuery } from '../../api/query';
import type { Channel, Channels } from '../../api/types';
import { tt } from '../../texts/texts';
import { ProblemNote } from '../../ui/fields';
import { date, usd } from '../../ui/format';
import { CoinName, Empty, Skeleton } from '../parts/show';
import { Title } from '../parts/title';

export default function ChannelList() {
  const { data, problem, reload } = useQuery<Channels>('/channels');
  const isFull = data !== null && data.count >= data.max_channels;
  return (
    <>
      <Title text={tt.channels.title}>
        {data === null ? null : (
          <span class="soft">{tt.channels.count(data.count, data.max_channels)}</span>
        )}
        {data !== null && !isFull && data.count > 0 ? (
          <a class="button main" href="/channels/new">
            {tt.channels.add}
          </a>
        ) : null}
      </Title>
      {isFull ? <p class="note">{tt.channels.full(data.max_channels)}</p> : null}
      <ProblemNote problem={problem} onRetry={reload} />
      {data === null ? (
        problem === null ? (
          <div class="cards">
            <span class="skeleton card-size" />
            <span class="skeleton card-size" />
          </div>
        ) : null
      ) : data.items.length === 0 ? (
        <Empty title={tt.channels.emptyTitle} text={tt.channels.empty}>
          <div class="row">
            <a class="button main" href="/channels/new">
              {tt.channels.add}
            </a>
            <a class="button plain" href="/start">
              {tt.nav.start}
            </a>
          </div>
        </Empty>
      ) : (
        <ul class="cards">
          {data.items.map((channel) => (
            <ChannelCard key={channel.channel_id} channel={channel} />
          ))}
        </ul>
      )}
      {data === null && problem === null ? <Skeleton lines={0} /> : null}
    </>
  );
}

function ChannelCard({ channel }: { channel: Channel }) {
  return (
    <li class="card stack">
      <div>
        <h2>
          <a href={`/channels/${channel.channel_id}`}>{channel.closed_title}</a>
        </h2>
        <p class="soft small">
          {channel.open_title} · {tt.channels.since(date(channel.created_at))}
        </p>
      </div>
      <ul class="plain-list">
        {channel.tiers.map((tier) => (
          <li key={tier.tier_no}>
            <span class="number">{tt.perDays(usd(tier.price_usd), tier.days)}</span>
          </li>
        ))}
      </ul>
      <p class="small">
        <CoinName name={channel.payout_coin} /> ·{' '}
        {channel.payout_strategy === 'instant'
          ? tt.channels.instant
          : tt.channels.threshold(usd(channel.payout_threshold_usd ?? '0'))}
      </p>
      {channel.is_selling ? null : (
        <p>
          <span class="badge warn">{tt.channels.selling.badge}</span>
        </p>
      )}
      {channel.held_wallet === null ? null : (
        <p>
          <a class="badge warn" href={`/channels/${channel.channel_id}/wallet`}>
            {tt.channels.heldWallet}
          </a>
        </p>
      )}
    </li>
  );
}
