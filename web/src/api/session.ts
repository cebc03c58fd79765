import type { Account, SessionAnswer } from './types';
import { Problem } from './problem';
import { Store } from '../ui/store';

// The access token lives in this variable and nowhere else: what storage does not hold, a script
// that got in cannot carry away later. The refresh token is a cookie that scripts cannot read.
let token: { text: string; freshUntil: number } | null = null;
let refreshing: Promise<void> | null = null;

const endOfSession: (() => void)[] = [];
const channel = new BroadcastChannel('pgp-session');

/** Renewed this long before it ends, so that a request does not meet its last second. */
const marginMs = 30_000;

/** Who is signed in; null before that is known, and after the end. */
export const account = new Store<Account | null>(null);

/** Called when the session ends, here or in another tab: forget all that was read. */
export function onSessionEnd(forget: () => void): void {
  endOfSession.push(forget);
}

export function begin(session: SessionAnswer): void {
  const previous = account.value;
  if (previous !== null && previous.account_id !== session.account.account_id) {
    // Another person signed in from another tab: nothing of the first one may stay.
    endOfSession.forEach((forget) => forget());
  }

  token = {
    text: session.access_token,
    freshUntil: Date.now() + session.expires_in * 1000 - marginMs,
  };
  account.set(session.account);
  remember(true);
}

/** Ends the session in this tab, and tells the others unless they said so. */
export function end(tellOthers = true): void {
  token = null;
  account.set(null);
  remember(false);
  endOfSession.forEach((forget) => forget());
  if (tellOthers) {
    channel.postMessage('ended');
  }
}

channel.onmessage = () => {
  if (token !== null) {
    end(false);
  }
};

/** A token that is good for a request now. */
export async function freshToken(): Promise<string> {
  if (token === null || token.freshUntil < Date.now()) {
    await refresh();
  }

  // Set by refresh, which throws otherwise.
  return token!.text;
}

/** The server did not take the token that was sent; the next one has to be new. */
export function distrust(text: string): void {
  if (token?.text === text) {
    token = null;
  }
}

/** One refresh at a time, however many requests wait for it. */
function refresh(): Promise<void> {
  refreshing ??= withLock(askForSession).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

// Refresh tokens are used once. Two tabs that send the same one would look like a thief, so they
// take turns; the second finds the new cookie.
function withLock(work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request('pgp-refresh', work) : work();
}

async function askForSession(): Promise<void> {
  let response: Response;
  try {
    response = await fetch('/webapi/api/auth/refresh', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-pgp-client': 'site' },
      body: '{}',
      signal: AbortSignal.timeout(20_000),
    });
  } catch {
    throw Problem.unreachable();
  }

  if (response.ok) {
    begin((await response.json()) as SessionAnswer);
    return;
  }

  const problem = await Problem.of(response);
  if (response.status === 401 || response.status === 403) {
    end();
  }

  throw problem;
}

// No secret: it lets the public pages say "dashboard" instead of "log in".
function remember(isSignedIn: boolean): void {
  try {
    if (isSignedIn) {
      localStorage.setItem('pgp-signed-in', '1');
    } else {
      localStorage.removeItem('pgp-signed-in');
    }
  } catch {
    // Storage is closed to us; nothing depends on it.
  }
}
