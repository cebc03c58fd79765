// What a first visit fetches, as gzip makes it, page by page; fails above the limits.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const files = readdirSync(join(dist, 'assets'));
const kB = 1000;

// The parts that a page fetches beside what its HTML names: texts of the language, and the page
// itself. Each is followed to all that it imports.
const visits = [
  { name: 'landing', html: 'landing.html', parts: [], limit: 25 },
  { name: 'landing, translated', html: 'landing.html', parts: [/^site-/], limit: 25 },
  { name: 'channel page', html: 'channel.html', parts: [/^site-/], limit: 25 },
  { name: 'login', html: 'auth.html', parts: [/^auth-/], limit: 25 },
  { name: 'developers', html: 'developers.html', parts: [/^developers-/], limit: 25 },
  { name: 'dashboard', html: 'app.html', parts: [/^app-/, /^page-/, /^chart-/], limit: 90 },
  { name: 'dashboard without chart', html: 'app.html', parts: [/^app-/, /^page-/], limit: 60 },
];

const zipped = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;

/** All that is fetched because of a file: what it imports, and the styles that belong to it. */
function reach(name, seen) {
  if (seen.has(name)) {
    return seen;
  }

  seen.add(name);
  if (name.endsWith('.js')) {
    const text = readFileSync(join(dist, 'assets', name), 'utf8');
    for (const [, next] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+)["']/g)) {
      reach(next, seen);
    }
  }

  return seen;
}

function measure({ html, parts }) {
  const text = readFileSync(join(dist, html), 'utf8');
  const seen = new Set();
  for (const [, name] of text.matchAll(/\/assets\/([^"']+)/g)) {
    reach(name, seen);
  }

  for (const part of parts) {
    // Several files can bear the name, one per language: the largest counts.
    const found = files.filter((file) => part.test(file) && /\.(js|css)$/.test(file));
    const scripts = found.filter((file) => file.endsWith('.js') && !seen.has(file));
    const largest = scripts.sort((a, b) => zipped(`assets/${b}`) - zipped(`assets/${a}`))[0];
    if (largest !== undefined) {
      reach(largest, seen);
    }

    found.filter((file) => file.endsWith('.css')).forEach((file) => seen.add(file));
  }

  const base = zipped(html) + zipped('early.js') + zipped('favicon.svg');
  return [...seen].reduce((sum, name) => sum + zipped(`assets/${name}`), base);
}

let isTooLarge = false;
for (const visit of visits) {
  const bytes = measure(visit);
  const isOver = bytes > visit.limit * kB;
  isTooLarge ||= isOver;
  const size = (bytes / kB).toFixed(1).padStart(6);
  console.log(`${visit.name.padEnd(26)}${size} kB of ${visit.limit}${isOver ? '  TOO LARGE' : ''}`);
}

process.exitCode = isTooLarge ? 1 : 0;
