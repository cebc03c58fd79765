import { useState } from 'preact/hooks';
import { t } from '../texts/texts';
import { isDark, switchTheme } from './theme';

export function ThemeButton() {
  const [dark, setDark] = useState(isDark());
  const label = dark ? t.theme.toLight : t.theme.toDark;
  return (
    <button
      type="button"
      class="button icon"
      aria-label={label}
      title={label}
      onClick={() => {
        switchTheme();
        setDark(isDark());
      }}
    >
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.8" />
        <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
      </svg>
    </button>
  );
}
