import { composeStart } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeStart(process.env));
