import { switchTheme } from '../ui/theme';
import { translatePage } from './translate';

document.getElementById('theme')?.addEventListener('click', switchTheme);

if (isSignedIn()) {
  document.querySelectorAll<HTMLElement>('[data-signed-in]').forEach((one) => (one.hidden = false));
  document.querySelectorAll<HTMLElement>('[data-signed-out]').forEach((one) => (one.hidden = true));
}

void translatePage();

/** A hint without a secret, left by the pages behind the login. */
function isSignedIn(): boolean {
  try {
    return localStorage.getItem('pgp-signed-in') === '1';
  } catch {
    return false;
  }
}
