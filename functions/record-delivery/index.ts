import { composeOperation } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeOperation(process.env));
