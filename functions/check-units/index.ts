import { composeReader } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeReader(process.env));
