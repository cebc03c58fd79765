import type { Problem } from '../api/problem';
import type { FieldError } from '../api/types';
import { fill } from '../texts/errors';
import { t, te, wordsFor } from '../texts/texts';

/** A problem in words for the person in front of the page. */
export function explain(problem: Problem): string {
  const known =
    wordsFor(t.codes, problem.code) ?? wordsFor(te.errors?.problems ?? {}, problem.code) ?? null;
  if (known !== null) {
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

/** What is wrong with a field. Where the site has no text for its code, the server's is shown. */
export function explainField({ field, code, message }: FieldError): string {
  const texts = te.errors?.fields ?? {};
  // `tiers[0].price_usd` and `tiers.1.price_usd` are prices.
  const name = field.slice(field.lastIndexOf('.') + 1);
  const text = wordsFor(texts, `${name}:${code}`) ?? wordsFor(texts, code) ?? null;
  return (text === null ? null : fill(text, message)) ?? message;
}
