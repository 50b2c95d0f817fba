import { composeClaimNames } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeClaimNames(process.env));
