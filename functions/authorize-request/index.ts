import { composeAuthorizer } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeAuthorizer(process.env));
