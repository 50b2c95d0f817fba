import { defineConfig } from 'vitest/config';

/** Tests that change nothing of the process they run in: modules, and the stack's template, are made once for all of a worker's files. */
const sharing = { rules: ['test/domain', 'test/stories'], api: ['test/api'] };
const filesOf = (folders: readonly string[]) => folders.map((folder) => `${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    projects: [
      ...Object.entries(sharing).map(([name, folders]) => ({
        extends: true as const,
        test: { name, include: filesOf(folders), isolate: false },
      })),
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['test/**/*.test.ts', 'local/step-functions/test/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...filesOf(Object.values(sharing).flat())],
        },
      },
    ],
    setupFiles: ['test/support/dice.ts'],
    // one worker where there are two processors takes twice as long
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    coverage: {
      provider: 'v8',
      reporter: ['text-summary'],
      include: ['domain/**/*.ts', 'functions/**/*.ts', 'local/**/*.ts', 'workflows/**/*.ts'],
      exclude: [
        '**/test/**',
        '**/bench/**',
        // run by tests in a process or a thread of their own, where this is not counted
        'functions/*/index.ts',
        'local/start.ts',
        'local/demo.ts',
        'local/demo/**',
        'local/dynamodb/worker.ts',
        'local/dynamodb/internals.ts',
      ],
      thresholds: {
        'domain/**': { branches: 100 },
        'functions/**': { branches: 90 },
        'local/**': { branches: 90 },
        'workflows/**': { branches: 90 },
      },
    },
  },
});
