import { defineConfig, type Plugin } from 'vite';
import pages from './pages.json' with { type: 'json' };

const upstream = process.env['PGP_WEB_UPSTREAM'] ?? 'http://127.0.0.1:8089';

/** Which file answers a path; nginx and the mock read the same table. */
function fileOf(path: string): string | undefined {
  return Object.entries(pages).find(([, patterns]) =>
    patterns.some((pattern) =>
      pattern.endsWith('/*')
        ? path.startsWith(pattern.slice(0, -1)) && path.length > pattern.length - 1
        : path === pattern,
    ),
  )?.[0];
}

function pageRoutes(): Plugin {
  return {
    name: 'page-routes',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const [path = '/', query] = (request.url ?? '/').split('?');
        const file = fileOf(path);
        if (file !== undefined) {
          request.url = `/${file}${query === undefined ? '' : `?${query}`}`;
        }
        next();
      });
    },
  };
}

export default defineConfig({
  appType: 'mpa',
  plugins: [pageRoutes()],
  server: { port: 8088, strictPort: true, proxy: { '/webapi': upstream } },
  build: {
    target: ['chrome111', 'firefox114', 'safari16.4'],
    // Every byte comes from a file: the content security policy knows no other place.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [...Object.keys(pages), '404.html'],
      output: {
        codeSplitting: {
          // Few files instead of many small ones: what the two pages without Preact need, what all
          // others need, and what the pages behind the login have in common.
          groups: [
            { name: 'light', test: /src\/(ui\/(theme|format)|texts\/language)\.ts|vite\/preload/ },
            { name: 'core', test: /node_modules\/preact|src\/(ui|api)\/|texts\/texts\.ts/ },
            { name: 'parts', test: /src\/app\/parts\// },
          ],
        },
      },
    },
  },
});
