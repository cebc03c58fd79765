import { useRef } from 'preact/hooks';

/**
 * The key of what a person wants once. It stays the same while the same thing is tried again, for
 * example after an answer that was lost, and is a new one for a new wish.
 */
export class Intention {
  private wish: string | null = null;
  private key = '';

  keyFor(body: unknown): string {
    const wish = JSON.stringify(body);
    if (this.wish !== wish) {
      this.wish = wish;
      this.key = randomKey();
    }

    return this.key;
  }

  /** It has happened; whoever asks for the same again means it. */
  fulfilled(): void {
    this.wish = null;
  }
}

export function useIntention(): Intention {
  const intention = useRef<Intention | null>(null);
  return (intention.current ??= new Intention());
}

function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
