import { common } from './common';

const auth = {
  login: {
    title: 'Log in',
    name: 'User name or e-\u2060mail address',
    submit: 'Log in',
    forgot: 'Forgot your password?',
    none: 'No account yet?',
    signup: 'Create one',
    codeNeeded: 'Your account is protected by a second factor. Enter the code to go on.',
    ended: 'You have been logged out. Log in to go on.',
  },
  signup: {
    title: 'Create your account',
    lead: 'Free, without a monthly fee. You connect your channels afterwards.',
    username: 'User name',
    usernameHint: '3 to 50 letters, digits or underscores.',
    emailHint: 'Statements and warnings about your money go there.',
    submit: 'Create account',
    have: 'Already have an account?',
    login: 'Log in',
  },
  forgot: {
    title: 'Reset your password',
    lead: 'We send you a link with which you can choose a new password. It is good for one hour.',
    submit: 'Send the link',
    sentTitle: 'Look into your mail',
    sent: 'If there is an account with this address, a link is on its way. Look into the spam folder too.',
    back: 'Back to log in',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'All devices are logged out when it changes.',
    repeat: 'New password once more',
    different: 'The two are not the same.',
    submit: 'Change password',
    doneTitle: 'Your password is changed',
    done: 'You can log in with it now.',
    login: 'Log in',
  },
  verify: {
    title: 'Confirm your e-\u2060mail address',
    lead: 'One click, and the address counts as yours.',
    submit: 'Confirm address',
    doneTitle: 'Your address is confirmed',
    done: 'You can receive payouts and change your wallet from now on.',
    go: 'To the dashboard',
    again: 'Send me a new link',
    resent: 'If there is an unconfirmed account with this address, a new link is on its way.',
  },
  confirmEmail: {
    title: 'Confirm your new e-\u2060mail address',
    lead: 'From then on you log in with it, and mails go there.',
    submit: 'Use this address',
    doneTitle: 'Your new address is in use',
    done: 'The old address no longer belongs to your account.',
    go: 'To the settings',
  },
  noToken: {
    title: 'This link is not complete',
    text: 'Open it from the mail once more, or copy the whole address from there.',
  },
};

const texts = { ...common, ...auth };

export type AuthTexts = typeof texts;
export default texts;
