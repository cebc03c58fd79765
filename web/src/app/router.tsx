import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Store, useStore } from '../ui/store';

export interface Place {
  path: string;
  query: URLSearchParams;
}

export interface PageProps {
  /** What stood in the place of `:name` in the pattern. */
  params: Record<string, string>;
}

type Page = ComponentType<PageProps>;

export type LoadPage = () => Promise<{ default: Page }>;

/** Pages by pattern; each is fetched when it is first wanted. */
export type Routes = [pattern: string, load: LoadPage][];

const place = new Store<Place>(read());

export function usePlace(): Place {
  return useStore(place);
}

/** Goes to a path of this part of the site. Replacing leaves no step in the history. */
export function go(to: string, replace = false): void {
  if (replace) {
    history.replaceState(null, '', to);
  } else {
    history.pushState(null, '', to);
  }

  arrive();
}

/** Keeps filters in the address, so that a list can be shared, and found again by "back". */
export function useFilters<N extends string>(
  ...names: N[]
): [Record<N, string>, (changes: Partial<Record<N, string>>) => void] {
  const { path, query } = usePlace();
  const values = Object.fromEntries(names.map((name) => [name, query.get(name) ?? ''])) as Record<
    N,
    string
  >;
  const set = (changes: Partial<Record<N, string>>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries<string | undefined>(changes)) {
      if (value === undefined || value === '') {
        next.delete(name);
      } else {
        next.set(name, value);
      }
    }

    const text = next.toString();
    go(text === '' ? path : `${path}?${text}`, true);
  };
  return [values, set];
}

/** Takes over clicks on links of this part; everything else is the browser's. */
export function startRouter(isOurs: (path: string) => boolean): void {
  addEventListener('popstate', () => place.set(read()));
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a');
    const isPlainClick =
      event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (
      link === null ||
      !isPlainClick ||
      event.defaultPrevented ||
      link.target !== '' ||
      link.hasAttribute('download') ||
      link.origin !== location.origin ||
      !isOurs(link.pathname) ||
      (link.pathname === location.pathname && link.hash !== '')
    ) {
      return;
    }

    event.preventDefault();
    go(link.pathname + link.search);
  });
}

/** The page of the present path. The former one stays until the new one is there. */
export function Outlet(props: { routes: Routes; notFound: Page; failed: ComponentType }) {
  const { path } = usePlace();
  const [shown, setShown] = useState<{ path: string; page: Page; params: PageProps['params'] }>();
  const [isFailed, setFailed] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    const match = find(props.routes, path);
    const loading = match?.load() ?? Promise.resolve({ default: props.notFound });
    loading.then(
      ({ default: page }) => {
        if (isCurrent) {
          setFailed(false);
          setShown({ path, page, params: match?.params ?? {} });
        }
      },
      (cause: unknown) => {
        console.error(cause);
        setFailed(isCurrent);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [path]);

  if (isFailed) {
    return <props.failed />;
  }

  return shown === undefined ? null : <shown.page key={shown.path} params={shown.params} />;
}

function find(routes: Routes, path: string) {
  const parts = path.split('/');
  for (const [pattern, load] of routes) {
    const wanted = pattern.split('/');
    const fits =
      wanted.length === parts.length &&
      wanted.every((part, i) => (part.startsWith(':') ? parts[i] !== '' : part === parts[i]));
    if (fits) {
      const params: Record<string, string> = {};
      wanted.forEach((part, i) => {
        if (part.startsWith(':')) {
          params[part.slice(1)] = decodeURIComponent(parts[i] ?? '');
        }
      });
      return { load, params };
    }
  }

  return null;
}

function arrive(): void {
  const before = place.value.path;
  place.set(read());
  if (place.value.path !== before) {
    scrollTo(0, 0);
  }
}

function read(): Place {
  return {
    path: location.pathname.replace(/(.)\/+$/, '$1'),
    query: new URLSearchParams(location.search),
  };
}
