// One polite region for the whole page: screen readers say what is written into it.
let region: HTMLElement | null = null;

/** Says something to those who cannot see that it happened. */
export function announce(text: string): void {
  if (region === null) {
    region = document.createElement('div');
    region.className = 'visually-hidden';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }

  // The same words twice in a row are a change only if the region was empty in between.
  const target = region;
  target.textContent = '';
  requestAnimationFrame(() => {
    target.textContent = text;
  });
}
