import { createMemoryStore } from '../../functions/shared/adapters/memory-store.ts';
import { storeContract } from './store-contract.ts';

const store = createMemoryStore();
storeContract('memory', () => store, 200);
