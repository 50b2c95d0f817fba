/** Data flows one way: request → handler → domain → port → adapter (DESIGN section 4). */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'domain/ holds rules only: it imports nothing of the rest and no AWS, and knows no I/O.',
      severity: 'error',
      from: { path: '^domain/' },
      to: {
        pathNot: [
          '^domain/',
          'node_modules/(temporal-polyfill|temporal-utils|temporal-spec|date-holidays|date-holidays-parser|@navikt/fnrvalidator|zod)/',
        ],
      },
    },
    {
      name: 'functions-not-local',
      comment: 'A handler does not know where it runs.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(local|infra|test)/' },
    },
    {
      name: 'infra-no-handlers',
      comment: 'infra/ names entries by path; it imports no handler.',
      severity: 'error',
      from: { path: '^(infra|workflows)/' },
      to: { path: '^(functions|local|test)/' },
    },
    {
      name: 'nothing-imports-web',
      severity: 'error',
      from: { path: '^(domain|functions|infra|local|workflows)/' },
      to: { path: '^web/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(domain|functions|infra|local|workflows)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript 7 has no API of its own for this tool: swc reads the sources, type imports included
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json', '.mjs', '.cjs'],
    },
  },
};
