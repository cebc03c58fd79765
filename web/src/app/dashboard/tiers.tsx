import type { Channel, Overview } from '../../api/types';
import { tt } from '../../texts/texts';
import { count, usd } from '../../ui/format';
import { Usd } from '../parts/show';
import { Table } from '../parts/table';

export function TiersCard({ overview, channels }: { overview: Overview; channels: Channel[] }) {
  const titles = new Map(channels.map((one) => [one.channel_id, one.closed_title]));
  return (
    <section class="stack">
      <Table
        caption={tt.dashboard.tiers}
        items={overview.per_tier}
        id={(tier) => `${tier.channel_id} ${tier.tier_no}`}
        columns={[
          {
            name: tt.dashboard.tiers,
            isHead: true,
            show: (one) => nameOf(one, titles),
          },
          { name: tt.dashboard.active, isNumber: true, show: (one) => count(one.active) },
          {
            name: tt.dashboard.revenue,
            isNumber: true,
            show: (one) => <Usd amount={one.revenue_usd} />,
          },
        ]}
      />
    </section>
  );
}

/** A tier's channel is named only where there are several. */
function nameOf(tier: Overview['per_tier'][number], titles: Map<string, string>): string {
  const parts = [
    titles.size > 1 ? titles.get(tier.channel_id) : undefined,
    tt.tier(tier.tier_no),
    tier.price_usd === null ? undefined : usd(tier.price_usd),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
