import { createMemoryStore } from '../../functions/shared/adapters/memory-store.ts';
import { storeContract } from './store-contract.ts';

let now = 0;
const store = createMemoryStore(() => now);
storeContract(
  'memory',
  () => store,
  200,
  async (at) => {
    now = Date.parse(at);
    await store.getPathway('any');
    now = 0;
  },
);
