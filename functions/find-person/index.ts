import { composeFindPerson } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeFindPerson(process.env));
