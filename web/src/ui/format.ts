import { language } from '../texts/language';

// Money stays text from the server to the screen: a floating point number would round it.

interface Signs {
  group: string;
  decimal: string;
}

let signs: Signs | null = null;

function signsOfLanguage(): Signs {
  if (signs === null) {
    const parts = new Intl.NumberFormat(language(), {
      useGrouping: 'always' as never,
    }).formatToParts(12345.6);
    const find = (type: string, otherwise: string) =>
      parts.find((part) => part.type === type)?.value ?? otherwise;
    signs = { group: find('group', ''), decimal: find('decimal', '.') };
  }

  return signs;
}

/** Digits grouped the way the language does it; nothing is rounded. */
export function decimal(text: string, decimalsMin = 0, decimalsMax = Infinity): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) {
    return text;
  }

  const [, minus = '', whole = '0', given = ''] = match;
  const { group, decimal: point } = signsOfLanguage();
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const fraction = given.slice(0, decimalsMax).replace(/0+$/, '').padEnd(decimalsMin, '0');
  return `${minus === '' ? '' : '−'}${grouped}${fraction === '' ? '' : point + fraction}`;
}

/** The unit of account of prices; it exists on no chain. */
const dollars = 'usd@fiat';

/**
 * How much of an amount is shown, wherever it is. Dollars and coins that stand for a dollar have two
 * decimals, other coins up to eight; what is behind them is cut off, never rounded up. It is shown
 * where the exact amount is asked for, and where nothing else would be left.
 */
function shown(amount: string, name: string, isExact: boolean): string {
  const isInCents = name === dollars || /^(\w*usd\w*|dai)@/.test(name);
  const [min, max] = isInCents ? [2, 2] : [0, 8];
  const cut = decimal(amount, min, isExact ? Infinity : max);
  const isNothing = (text: string) => !/[1-9]/.test(text);
  return isNothing(cut) ? decimal(amount, min) : cut;
}

/** `$1,234.50`; exactly also what is less than a cent. */
export function usd(amount: string, isExact = false): string {
  const number = shown(amount, dollars, isExact);
  if (language() === 'en') {
    return number.startsWith('−') ? `−$${number.slice(1)}` : `$${number}`;
  }

  return `${number}\u00a0$`;
}

/** `12.50 USDT`; dollars among coins look like dollars. */
export function coin(amount: string, name: string, isExact = false): string {
  return name === dollars
    ? usd(amount, isExact)
    : `${shown(amount, name, isExact)} ${ticker(name)}`;
}

/** `usdt@eth` → `USDT`. */
export function ticker(name: string): string {
  return (name.split('@')[0] ?? name).toUpperCase();
}

/** `usdt@eth` → `ETH`. */
export function network(name: string): string {
  return (name.split('@')[1] ?? '').toUpperCase();
}

export function count(number: number): string {
  return new Intl.NumberFormat(language()).format(number);
}

export function percent(number: number | string): string {
  return `${decimal(String(number))} %`;
}

export function date(text: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(new Date(text));
}

export function dateTime(text: string, hasSeconds = false): string {
  const timeStyle = hasSeconds ? 'medium' : 'short';
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle }).format(
    new Date(text),
  );
}

/** As {@link dateTime}; the year is said of other years only. */
export function shortDateTime(text: string): string {
  const time = new Date(text);
  return time.getFullYear() === new Date().getFullYear()
    ? new Intl.DateTimeFormat(language(), {
        day: 'numeric',
        month: 'short',
        hour: 'numeric',
        minute: '2-digit',
      }).format(time)
    : dateTime(text);
}

/** `2026-11` → `November 2026`. */
export function month(text: string): string {
  return new Intl.DateTimeFormat(language(), {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${text.slice(0, 7)}-01T00:00:00Z`));
}

/** A day of the calendar, UTC: `30 Nov`. */
export function day(text: string): string {
  return new Intl.DateTimeFormat(language(), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${text}T00:00:00Z`));
}

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `3 hours ago`, `in 5 days`. */
export function relative(text: string, now = Date.now()): string {
  const seconds = (new Date(text).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) {
      const count = seconds / size;
      // A day that was just promised is not 23 hours; an hour that is not over has not passed.
      return format.format(count > 0 ? Math.round(count) : Math.trunc(count), unit);
    }
  }

  return format.format(0, 'minute');
}

/** The ends of a long word, for narrow places. */
export function short(text: string, ends = 6): string {
  return text.length <= ends * 2 + 1 ? text : `${text.slice(0, ends)}…${text.slice(-ends)}`;
}
