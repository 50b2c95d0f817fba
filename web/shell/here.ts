import { useOutletContext } from 'react-router';
import type { Me } from '../api/me.ts';

/** Who is signed in, on any page within the layout. */
export function useHere(): Me {
  return useOutletContext<Me>();
}
