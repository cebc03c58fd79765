import { useRef } from 'preact/hooks';

/**
 * The key of what a person wants once. It stays the same while nobody knows whether it happened, for
 * example after an answer that was lost. After an answer, and for another wish, it is a new one: the
 * server gives a refusal again for the same key, even when its cause is mended.
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

  /** It was done or refused; whoever asks for the same again means it. */
  settle(): void {
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
