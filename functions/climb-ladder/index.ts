import { composeLogOnly } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeLogOnly(process.env));
