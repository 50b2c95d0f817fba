import { composeAuditReader } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composeAuditReader(process.env));
