import { composeCommand } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeCommand(process.env));
