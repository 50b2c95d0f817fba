import { join, relative, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Pages lie under `/app/` on the API's own origin (docs/adr/0036): on AWS behind one distribution, locally on one server. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  plugins: [react(), onlyByTheApi()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // the content security policy allows no data: addresses, and no script in the page itself
    assetsInlineLimit: 0,
    // what everybody needs at first: a test holds its weight when it is compressed
    chunkSizeWarningLimit: 1000,
    modulePreload: { polyfill: false },
  },
  // while working on the pages: `npm start` beside it has the API
  server: { proxy: { '^/(?!app/)': 'http://localhost:8080' } },
});

/** The pages know the API by the types of its description, and of the code only rules that are light enough. */
function onlyByTheApi(): Plugin {
  const others = /^(functions|infra|local|workflows|test)$/;
  return {
    name: 'only-by-the-api',
    moduleParsed({ id }) {
      const [folder = ''] = relative(join(import.meta.dirname, '..'), id).split(sep);
      if (others.test(folder)) this.error(`web/ may import types only of ${id}`);
    },
  };
}
