import { composeSession } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeSession(process.env));
