import { composeStep } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeStep(process.env));
