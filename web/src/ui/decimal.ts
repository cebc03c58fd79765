// The little that is calculated with money here; exactly, in whole units of its last decimal.

/** The difference of two decimal numbers, as text. */
export function minus(a: string, b: string): string {
  const decimals = Math.max(decimalsOf(a), decimalsOf(b));
  const units = unitsOf(a, decimals) - unitsOf(b, decimals);
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Without the zeros at the end that say nothing; cents are written with two digits. */
export function plain(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const rest = fraction.replace(/0+$/, '');
  return rest === '' ? whole : `${whole}.${rest.padEnd(2, '0')}`;
}

export function isZero(text: string): boolean {
  return /^-?0*(\.0*)?$/.test(text);
}

function decimalsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}

function unitsOf(text: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}
