// A server for work on the site: it answers the programming interface from memory, and with
// `--site` also delivers web/dist with the headers that nginx sends. Never part of a delivery.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer } from './api.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const isSite = process.argv.includes('--site');
const port = Number(process.env.PORT ?? (isSite ? 8088 : 8089));
const headers = JSON.parse(readFileSync(join(root, 'headers.json'), 'utf8'));
const pages = JSON.parse(readFileSync(join(root, 'pages.json'), 'utf8'));
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname.startsWith('/webapi/api/')) {
    await answer(request, response, url);
  } else if (url.pathname === '/webapi/openapi.json') {
    response.writeHead(200, { 'content-type': 'application/json' });
    createReadStream(join(root, '../docs/openapi.json')).pipe(response);
  } else if (isSite) {
    deliver(request, response, url.pathname);
  } else {
    response.writeHead(404).end();
  }
});

server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));

function deliver(request, response, path) {
  const page = pageOf(path);
  const wanted = normalize(join(dist, page ?? path));
  const isThere = wanted.startsWith(dist) && extname(wanted) !== '' && existsSync(wanted);
  const file = isThere ? wanted : join(dist, '404.html');
  const isZipped =
    /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${file}.gz`);
  response.writeHead(isThere ? 200 : 404, {
    ...headers,
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': path.startsWith('/assets/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
  });
  createReadStream(isZipped ? `${file}.gz` : file).pipe(response);
}

function pageOf(path) {
  return Object.entries(pages).find(([, patterns]) =>
    patterns.some((pattern) =>
      pattern.endsWith('/*')
        ? path.startsWith(pattern.slice(0, -1)) && path.length > pattern.length - 1
        : path === pattern,
    ),
  )?.[0];
}
