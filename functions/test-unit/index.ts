import { composeSender } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeSender(process.env));
