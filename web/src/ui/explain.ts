import type { Problem } from '../api/problem';
import type { FieldError } from '../api/types';
import { t } from '../texts/texts';

/** A problem in words for the person in front of the page. */
export function explain(problem: Problem): string {
  const known = t.codes[problem.code];
  if (known !== undefined) {
    return known;
  }

  if (problem.code === 'unreachable') {
    return t.problem.unreachable;
  }

  if (problem.code === 'unexpected') {
    return t.problem.unexpected;
  }

  if (problem.status === 429) {
    return t.problem.tooMany(problem.retryAfter);
  }

  if (problem.code === 'validation_failed') {
    return t.problem.check;
  }

  if (problem.status >= 500) {
    return t.problem.server;
  }

  if (problem.status === 404) {
    return t.problem.notFound;
  }

  if (problem.message !== '') {
    return problem.message;
  }

  return problem.status === 403 ? t.problem.forbidden : t.problem.other;
}

export function explainField(error: FieldError): string {
  return t.codes[error.code] ?? error.message;
}
