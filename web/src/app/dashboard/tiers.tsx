import type { Overview } from '../../api/types';
import { tt } from '../../texts/texts';
import { count, usd } from '../../ui/format';
import { Usd } from '../parts/show';
import { Table } from '../parts/table';

export function TiersCard({ overview }: { overview: Overview }) {
  return (
    <section class="stack">
      <Table
        caption={tt.dashboard.tiers}
        items={overview.per_tier}
        id={(tier) => `${tier.tier_no} ${tier.price_usd}`}
        columns={[
          {
            name: tt.dashboard.tiers,
            isHead: true,
            show: (one) => `${tt.tier(one.tier_no)}, ${usd(one.price_usd)}`,
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
