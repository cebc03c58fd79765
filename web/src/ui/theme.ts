/** Whether the page is dark now, by choice or by the system. */
export function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined
    ? matchMedia('(prefers-color-scheme: dark)').matches
    : chosen === 'dark';
}

/** Switches the colours and remembers it; read again by early.js. */
export function switchTheme(): void {
  const theme = isDark() ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem('pgp-theme', theme);
  } catch {
    // Storage is closed to us; the choice holds for this page.
  }

  dispatchEvent(new Event('pgp-theme'));
}
