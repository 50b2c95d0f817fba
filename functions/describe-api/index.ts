import { createHandler } from './handler.ts';

export const handler = createHandler({ publicUrl: process.env.PUBLIC_URL ?? '' });
