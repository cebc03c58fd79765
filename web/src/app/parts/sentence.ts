/** `grace_started` → `Grace started`: what the server calls something, where there is no word. */
export function sentence(word: string): string {
  const text = word.replaceAll(/[_.]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
