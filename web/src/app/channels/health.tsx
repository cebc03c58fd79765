import type { HealthCheck } from '../../api/types';
import { tt, wordsFor } from '../../texts/texts';

/** What was looked at, and the cure for what is wrong. */
export function Health({ checks }: { checks: HealthCheck[] }) {
  return (
    <ul class="health">
      {checks.map((check) => {
        const { message, cure } = wordsOf(check);
        return (
          <li key={check.code} class={check.is_ok ? '' : 'bad'}>
            <span>{message}</span>
            {cure === null ? null : <span class="soft small">{cure}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function wordsOf(check: HealthCheck): { message: string; cure: string | null } {
  const words = wordsFor(tt.checks, check.code) ?? null;
  return words === null
    ? check
    : check.is_ok
      ? { message: words.fine, cure: null }
      : { message: words.wrong, cure: words.cure };
}
