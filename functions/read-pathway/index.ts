import { composePathwayReader } from '../shared/compose.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(composePathwayReader(process.env));
