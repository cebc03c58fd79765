import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { request } from './client';
import { Problem } from './problem';
import { onSessionEnd } from './session';
import type { Page } from './types';

// What has been read, by path. It belongs to one session and is emptied at its end.
const cache = new Map<string, Cached>();
const watchers = new Set<(prefix: string) => void>();
const staleMs = 15_000;

interface Cached {
  data: unknown;
  etag: string | null;
  at: number;
}

// Counts sessions: an answer that arrives after the end of its session is dropped.
let generation = 0;

onSessionEnd(() => {
  generation += 1;
  cache.clear();
});

/** What was read below this path is old; it is read again when it is shown the next time. */
export function expire(prefix: string): void {
  for (const [path, known] of cache) {
    if (path.startsWith(prefix)) {
      known.at = 0;
    }
  }
}

/** As {@link expire}; whoever shows it now reads again at once. */
export function invalidate(prefix: string): void {
  expire(prefix);

  for (const watcher of [...watchers]) {
    watcher(prefix);
  }
}

export interface Query<T> {
  data: T | null;
  etag: string | null;
  problem: Problem | null;
  isLoading: boolean;
  reload: () => void;
}

/** Reads a path, or nothing while it is null. Shows what is known at once and reads it anew. */
export function useQuery<T>(path: string | null): Query<T> {
  const [, redraw] = useState(0);
  const [round, setRound] = useState(0);
  const state = useRef<{ path: string | null; problem: Problem | null; busy: boolean }>({
    path: null,
    problem: null,
    busy: false,
  });

  if (state.current.path !== path) {
    state.current = { path, problem: null, busy: path !== null };
  }

  useEffect(() => {
    if (path === null) {
      return;
    }

    const known = cache.get(path);
    if (known !== undefined && Date.now() - known.at < staleMs) {
      state.current.busy = false;
      redraw((n) => n + 1);
      return;
    }

    let isCurrent = true;
    const asked = generation;
    state.current.busy = true;
    request<T>('GET', path)
      .then(({ data, etag }) => {
        if (asked === generation) {
          cache.set(path, { data, etag, at: Date.now() });
        }

        return null;
      })
      .catch(asProblem)
      .then((problem) => {
        if (isCurrent) {
          state.current = { path, problem, busy: false };
          redraw((n) => n + 1);
        }
      });
    return () => {
      isCurrent = false;
    };
  }, [path, round]);

  useEffect(() => {
    if (path === null) {
      return;
    }

    const watcher = (prefix: string) => {
      if (path.startsWith(prefix)) {
        setRound((n) => n + 1);
      }
    };
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
    };
  }, [path]);

  const known = path === null ? undefined : cache.get(path);
  return {
    data: (known?.data as T | undefined) ?? null,
    etag: known?.etag ?? null,
    problem: state.current.problem,
    isLoading: state.current.busy,
    reload: useCallback(() => {
      const known = path === null ? undefined : cache.get(path);
      if (known !== undefined) {
        known.at = 0;
      }

      if (path !== null) {
        setRound((n) => n + 1);
      }
    }, [path]),
  };
}

export interface List<T> {
  items: T[] | null;
  hasMore: boolean;
  isLoading: boolean;
  problem: Problem | null;
  loadMore: () => void;
  reload: () => void;
}

/** A list that is read page by page, newest first. */
export function useList<T>(path: string): List<T> {
  const first = useQuery<Page<T>>(path);
  const [more, setMore] = useState<{ path: string; items: T[]; cursor: string | null } | null>(
    null,
  );
  const [isLoading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const current = more?.path === path ? more : null;
  const cursor = current === null ? (first.data?.next_cursor ?? null) : current.cursor;

  const loadMore = () => {
    if (cursor === null || isLoading) {
      return;
    }

    setLoading(true);
    setProblem(null);
    const separator = path.includes('?') ? '&' : '?';
    request<Page<T>>('GET', `${path}${separator}cursor=${encodeURIComponent(cursor)}`)
      .then(({ data }) =>
        setMore({
          path,
          items: [...(current?.items ?? []), ...data.items],
          cursor: data.next_cursor,
        }),
      )
      .catch((cause: unknown) => setProblem(asProblem(cause)))
      .finally(() => setLoading(false));
  };

  return {
    items: first.data === null ? null : [...first.data.items, ...(current?.items ?? [])],
    hasMore: cursor !== null,
    isLoading: first.isLoading || isLoading,
    problem: first.problem ?? problem,
    loadMore,
    reload: () => {
      setMore(null);
      first.reload();
    },
  };
}

/** Everything that is thrown on the way of a request, as a problem. */
export function asProblem(cause: unknown): Problem {
  if (cause instanceof Problem) {
    return cause;
  }

  console.error(cause);
  return new Problem(0, 'unexpected', '');
}

/** `/path?a=1`, leaving out what is empty. */
export function withQuery(
  path: string,
  values: Record<string, string | number | null | undefined>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') {
      query.set(name, String(value));
    }
  }

  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
