import { loadErrors } from '../texts/errors';
import type { FieldError } from './types';

/** A problem document of the server (RFC 9457), or a failure on the way to it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldError[];

  /** Seconds to wait, where the server says so. */
  readonly retryAfter: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    errors: FieldError[] = [],
    retryAfter: number | null = null,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  static async of(response: Response): Promise<Problem> {
    const document = await readDocument(response);
    // Nobody reads of a session that is over; it comes with every first visit.
    if (document !== null && (response.status !== 401 || document.errors?.length)) {
      await loadErrors();
    }

    const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
    return new Problem(
      response.status,
      document?.code ?? `http_${response.status}`,
      document?.title ?? '',
      document?.errors ?? [],
      Number.isFinite(retryAfter) ? retryAfter : null,
    );
  }

  /** Whether the server has decided: it was not done. Else it may have been, or may be yet. */
  get isVerdict(): boolean {
    const isRefusal = this.status >= 400 && this.status < 500;
    return isRefusal && this.status !== 429 && this.code !== 'idempotency_in_flight';
  }

  /** Nobody answered, or not in time; what was asked for may have happened all the same. */
  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '');
  }
}

interface ProblemDocument {
  code?: string;
  title?: string;
  errors?: FieldError[];
}

async function readDocument(response: Response): Promise<ProblemDocument | null> {
  try {
    return (await response.json()) as ProblemDocument;
  } catch {
    // A proxy answered with a page of its own.
    return null;
  }
}
