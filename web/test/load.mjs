// Gives tests a module of the site, which is written for browsers and in TypeScript.
import { runnerImport } from 'vite';
import { fileURLToPath } from 'node:url';

export function browser({ languages = ['en-US'] } = {}) {
  Object.defineProperty(globalThis, 'navigator', { value: { languages }, configurable: true });
  globalThis.BroadcastChannel = class {
    postMessage() {}
  };
}

export async function load(path) {
  const file = fileURLToPath(new URL(`../src/${path}`, import.meta.url));
  return (await runnerImport(file, { configFile: false, logLevel: 'error' })).module;
}
