import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'local/step-functions/test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    coverage: {
      provider: 'v8',
      include: ['domain/**/*.ts', 'functions/**/*.ts', 'local/**/*.ts', 'workflows/**/*.ts'],
      exclude: ['**/test/**', '**/bench/**', 'local/start.ts', 'local/demo.ts', 'functions/*/index.ts'],
      thresholds: {
        'domain/**': { branches: 100 },
        branches: 80,
      },
    },
  },
});
