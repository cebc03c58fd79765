import type { HealthCheck } from '../../api/types';

/** What was looked at, and the cure for what is wrong. */
export function Health({ checks }: { checks: HealthCheck[] }) {
  return (
    <ul class="health">
      {checks.map((check) => (
        <li key={check.code} class={check.is_ok ? '' : 'bad'}>
          <span>{check.message}</span>
          {check.cure === null ? null : <span class="soft small">{check.cure}</span>}
        </li>
      ))}
    </ul>
  );
}
