import type { ComponentType } from 'preact';
import { ta } from '../texts/texts';
import { ThemeButton } from '../ui/theme-button';
import { ConfirmEmailChange, VerifyEmail } from './links';
import { Login } from './login';
import { Forgot, Reset } from './password';
import { Signup } from './signup';

const pages: Record<string, ComponentType> = {
  '/login': Login,
  '/signup': Signup,
  '/forgot-password': Forgot,
  '/reset-password': Reset,
  '/verify-email': VerifyEmail,
  '/confirm-email-change': ConfirmEmailChange,
};

export function AuthPages({ path }: { path: string }) {
  const Page = pages[path] ?? Login;
  return (
    <div class="auth">
      <header>
        <a class="brand" href="/">
          {ta.product}
        </a>
        <ThemeButton />
      </header>
      <main>
        <Page />
      </main>
      <footer />
    </div>
  );
}
