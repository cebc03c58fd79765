import type { Intention } from './intention';
import { Problem } from './problem';
import { distrust, freshToken } from './session';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  body?: unknown;

  /** Open to everybody: no token is sent, and a 401 is an answer like any other. */
  isPublic?: boolean;

  /** The version that was read; the server refuses the change if there is a newer one. */
  ifMatch?: string | null;

  /** Has an effect that must not happen twice: every try carries the same key. */
  intention?: Intention;
}

export interface Answer<T> {
  data: T;
  etag: string | null;
}

const base = '/webapi/api';
const timeoutMs = 20_000;

type StepUp = () => Promise<boolean>;

let stepUp: StepUp = () => Promise.resolve(false);

/** Sets who asks for the password again; true: the server has accepted it. */
export function setStepUp(ask: StepUp): void {
  stepUp = ask;
}

/** @throws {Problem} for every answer that is no success, and for none at all. */
export async function request<T>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Answer<T>> {
  const response = await settled(fetchOk(method, path, options), options.intention);
  // Not every success says something.
  const text = await response.text();
  return {
    data: (text === '' ? undefined : JSON.parse(text)) as T,
    etag: response.headers.get('etag'),
  };
}

export async function get<T>(path: string): Promise<T> {
  return (await request<T>('GET', path)).data;
}

export async function post<T>(
  path: string,
  body: unknown = {},
  options: Omit<RequestOptions, 'body'> = {},
): Promise<T> {
  return (await request<T>('POST', path, { ...options, body })).data;
}

/** Fetches a file with the token and hands it to the browser. */
export async function download(path: string, name: string): Promise<void> {
  const response = await fetchOk('GET', path, {});
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the blob by the time the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** After an answer the next try is a new wish; without one it is the same. */
async function settled(answer: Promise<Response>, intention?: Intention): Promise<Response> {
  try {
    const response = await answer;
    intention?.settle();
    return response;
  } catch (cause) {
    if (cause instanceof Problem && cause.isVerdict) {
      intention?.settle();
    }

    throw cause;
  }
}

async function fetchOk(method: Method, path: string, options: RequestOptions): Promise<Response> {
  let response = await fetchWithToken(method, path, options);
  if (response.ok) {
    return response;
  }

  let problem = await Problem.of(response);
  if (problem.code === 'step_up_required' && (await stepUp())) {
    response = await fetchWithToken(method, path, options);
    if (response.ok) {
      return response;
    }

    problem = await Problem.of(response);
  }

  throw problem;
}

async function fetchWithToken(
  method: Method,
  path: string,
  options: RequestOptions,
): Promise<Response> {
  if (options.isPublic === true) {
    return fetchOnce(method, path, options, null);
  }

  const token = await freshToken();
  const response = await fetchOnce(method, path, options, token);
  if (response.status !== 401) {
    return response;
  }

  // The token was refused before its time: revoked, or the server has a new key.
  distrust(token);
  return fetchOnce(method, path, options, await freshToken());
}

async function fetchOnce(
  method: Method,
  path: string,
  options: RequestOptions,
  token: string | null,
): Promise<Response> {
  const headers = new Headers({ 'x-pgp-client': 'site' });
  if (token !== null) {
    headers.set('authorization', `Bearer ${token}`);
  }

  if (options.body !== undefined) {
    headers.set('content-type', 'application/json');
  }

  if (options.ifMatch) {
    headers.set('if-match', options.ifMatch);
  }

  if (options.intention !== undefined) {
    headers.set('idempotency-key', options.intention.keyFor([method, path, options.body]));
  }

  try {
    return await fetch(base + path, {
      method,
      headers,
      credentials: 'same-origin',
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch {
    throw Problem.unreachable();
  }
}
