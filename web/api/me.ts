import type { UnitKind } from '../../domain/model.ts';
import { useRead } from './queries.ts';

export interface Me {
  /** The token's subject: an opaque id. */
  readonly subject: string;
  readonly role: 'hospital-system' | 'coordinator' | 'administrator';
  readonly name?: string;
  readonly unit: {
    readonly unitId: string;
    readonly name: string;
    readonly kind: UnitKind;
    readonly trust?: string;
  } | null;
  readonly units: readonly { readonly unitId: string; readonly name: string }[];
}

/** Who is signed in, and for which unit. */
export function useMe() {
  return useRead<Me>('/me');
}
