import { Alert, Button, Dialog, Heading, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { RevisedUnit, SentTest } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { ApiProblem, part } from '../../api/client.ts';
import { Scrolled } from '../../parts/scrolled.tsx';
import { Failure } from '../../shell/failure.tsx';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { texts } from './texts.ts';

const colours = {
  accepted: 'success',
  refused: 'danger',
  failed: 'warning',
  'no-address': 'warning',
} as const;

/** Whether messages arrive in a unit: writes to all of its contacts, and says what became of it. */
export function TestMessage({ unit }: { readonly unit: RevisedUnit }) {
  const words = useWords(texts);
  const shared = useWords(common);
  // a click that is repeated because no answer came must not write twice
  const [requestId, setRequestId] = useState(() => crypto.randomUUID());
  const test = useAct((client) =>
    client.send<SentTest>('POST', `/units/${part(unit.unitId)}/test-message`, { requestId }),
  );
  return (
    <Dialog.TriggerContext>
      <Dialog.Trigger variant="secondary" data-size="sm">
        {words.test}
      </Dialog.Trigger>
      <Dialog
        closeButton={shared.close}
        onClose={() => {
          if (test.isSuccess) setRequestId(crypto.randomUUID());
          test.reset();
        }}
      >
        <div className="stack">
          <Heading level={2} data-size="sm">
            {words.test}
          </Heading>
          {test.data === undefined ? (
            <>
              <Paragraph>{words.testHelp}</Paragraph>
              <Refused error={test.error} />
              <div>
                <Button disabled={test.isPending} onClick={() => test.mutate()}>
                  {words.test}
                </Button>
              </div>
            </>
          ) : (
            <Sent test={test.data} />
          )}
        </div>
      </Dialog>
    </Dialog.TriggerContext>
  );
}

function Refused({ error }: { readonly error: unknown }) {
  const words = useWords(texts);
  if (error === null) return null;
  const status = error instanceof ApiProblem ? error.status : 0;
  if (status === 409 || status === 429)
    return (
      <Alert data-color="warning" role="alert">
        {status === 409 ? words.testPaused : words.testTooSoon}
      </Alert>
    );
  return <Failure error={error} />;
}

function Sent({ test }: { readonly test: SentTest }) {
  const words = useWords(texts);
  return (
    <>
      <Paragraph role="status">{words.testSent}</Paragraph>
      <Scrolled label={words.testResult}>
        <Table data-size="sm">
          <caption className="visually-hidden">{words.testResult}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{words.testContact}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{words.testChannel}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{words.testResult}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {test.told.map(({ contactId, place, role, channel, result }) => (
              <Table.Row key={`${contactId} ${channel}`}>
                <Table.Cell>{words.contactName(place + 1, words.roles[role])}</Table.Cell>
                <Table.Cell>{channel === null ? '–' : words.channels[channel]}</Table.Cell>
                <Table.Cell>
                  <Tag data-color={colours[result]}>{words.testResults[result]}</Tag>
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Scrolled>
    </>
  );
}
