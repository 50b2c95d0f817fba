import { Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useRef } from 'react';
import { Failure } from '../shell/failure.tsx';
import { common } from '../texts/common.ts';
import { useWords } from '../texts/words.ts';

interface Act {
  readonly mutateAsync: () => Promise<unknown>;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly reset: () => void;
}

/** An act that needs a few words first: a button, and a dialog that says what will come of it. */
export function DialogForm({
  label,
  title = label,
  help,
  act,
  send,
  isGrave = false,
  children,
}: {
  readonly label: string;
  readonly title?: string;
  /** What it does, said before it is done. */
  readonly help?: string;
  readonly act: Act;
  /** The word on the button that does it; the label where left out. */
  readonly send?: string;
  /** What one would regret: the button says so. */
  readonly isGrave?: boolean;
  readonly children?: ReactNode;
}) {
  const shared = useWords(common);
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <Dialog.TriggerContext>
      <Dialog.Trigger variant="secondary" data-size="sm">
        {label}
      </Dialog.Trigger>
      <Dialog ref={dialog} onClose={act.reset} closeButton={shared.close}>
        <form
          className="stack"
          onSubmit={async (event) => {
            event.preventDefault();
            // what went wrong is shown below
            const isDone = await act.mutateAsync().then(
              () => true,
              () => false,
            );
            if (isDone) dialog.current?.close();
          }}
        >
          <Heading level={2} data-size="sm">
            {title}
          </Heading>
          {help !== undefined && <Paragraph>{help}</Paragraph>}
          {children}
          {act.error !== null && <Failure error={act.error} />}
          <div className="row">
            <Button type="submit" disabled={act.isPending} {...(isGrave ? { 'data-color': 'danger' } : {})}>
              {send ?? label}
            </Button>
            <Button type="button" variant="tertiary" onClick={() => dialog.current?.close()}>
              {shared.cancel}
            </Button>
          </div>
        </form>
      </Dialog>
    </Dialog.TriggerContext>
  );
}
