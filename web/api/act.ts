import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSession } from '../session/session.tsx';
import type { Client } from './client.ts';

/** Does something, and lets all that is shown be read anew: one act changes lists, tasks and pathways alike. */
export function useAct<Input = void, Answer = unknown>(
  act: (client: Client, input: Input) => Promise<Answer>,
  { onDone }: { readonly onDone?: (answer: Answer, input: Input) => void } = {},
) {
  const { client } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => act(client, input),
    onSuccess: async (answer, input) => {
      await queries.invalidateQueries();
      onDone?.(answer, input);
    },
  });
}
