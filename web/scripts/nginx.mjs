// Writes the parts of nginx's settings that headers.json and pages.json say; the mock and other
// hosts read these two as well. With --check it only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const json = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const note = (name) => `# Made from ${name} by "npm run nginx".\n`;

const headers = Object.entries(json('headers.json'))
  .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
  .join('');

// The API has headers of its own; a header that is there twice is read differently by each browser.
const hidden = Object.keys(json('headers.json'))
  .map((name) => `proxy_hide_header ${name};\n`)
  .join('');

const pages = Object.entries(json('pages.json'))
  .flatMap(([file, patterns]) =>
    patterns.map((pattern) => {
      // A pattern that ends in /* is a folder with something in it.
      const location = pattern.endsWith('/*')
        ? `location ~ ^${pattern.slice(0, -1)}.`
        : `location = ${pattern}`;
      return `${location} {\n    try_files /${file} =404;\n}\n`;
    }),
  )
  .join('');

const files = {
  'nginx/headers.conf': note('headers.json') + headers,
  'nginx/hidden.conf': note('headers.json') + hidden,
  'nginx/pages.conf': note('pages.json') + pages,
};

for (const [name, text] of Object.entries(files)) {
  const path = join(root, name);
  if (!process.argv.includes('--check')) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${name} is old: run "npm run nginx".`);
    process.exitCode = 1;
  }
}
