import type { Overview } from '../../api/types';
import { tt } from '../../texts/texts';
import { count, percent } from '../../ui/format';

export function Funnel({ overview }: { overview: Overview }) {
  const { funnel } = overview;
  const first = funnel[0]?.count ?? 0;
  return (
    <section class="card stack">
      <h2>{tt.dashboard.funnel}</h2>
      <ol class="funnel">
        {funnel.map(({ step, count: number }) => {
          const share = first === 0 ? 0 : Math.round((number / first) * 100);
          return (
            <li key={step}>
              <span class="row spread">
                <span>{tt.dashboard.steps[step] ?? step}</span>
                <span class="number">
                  {count(number)} <span class="soft small">{percent(share)}</span>
                </span>
              </span>
              <progress
                max={Math.max(1, first)}
                value={number}
                aria-label={`${tt.dashboard.steps[step] ?? step}: ${tt.dashboard.ofFirst(percent(share))}`}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
