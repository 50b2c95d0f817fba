import { composeReplan } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeReplan(process.env));
