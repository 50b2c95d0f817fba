import { composeSignIn } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeSignIn(process.env));
