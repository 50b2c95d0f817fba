import {
  Alert,
  Link as Anchor,
  Button,
  Card,
  Heading,
  Paragraph,
  Table,
  Tag,
} from '@digdir/designsystemet-react';
import { Link, useParams } from 'react-router';
import { contactIds } from '../../../domain/contacts.ts';
import type { RevisedUnit } from '../../../functions/describe-api/document.ts';
import { part } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { useUnitNames } from '../../api/units.ts';
import { shortDate } from '../../format/dates.ts';
import { grouped } from '../../format/phones.ts';
import { isOwnName } from '../../parts/contact-name.ts';
import { Problems, useCheck } from '../../parts/directory-check.tsx';
import { Phone } from '../../parts/phone.tsx';
import { placeOf } from '../../parts/places.ts';
import { Scrolled } from '../../parts/scrolled.tsx';
import { FailurePage } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { Absences } from './absences.tsx';
import { Changes } from './changes.tsx';
import { SettingsFacts } from './settings-facts.tsx';
import { TestMessage } from './test-message.tsx';
import { texts } from './texts.ts';

interface OfUnit {
  readonly unit: RevisedUnit;
}

/** One unit of the directory: who is told there, what it offers, and what it has set. */
export default function UnitPage() {
  const words = useWords(texts);
  const { unitId = '' } = useParams();
  const me = useHere();
  const unit = useRead<RevisedUnit>(`/units/${part(unitId)}`);
  if (unit.error) return <FailurePage error={unit.error} again={() => void unit.refetch()} />;
  if (unit.data === undefined || unit.data.unitId !== unitId) return <Loading />;
  const isAdministrator = me.role === 'administrator';
  const mayTend = isAdministrator || (me.role === 'coordinator' && me.unit?.unitId === unitId);
  return (
    <Page
      title={unit.data.name}
      help={<Paragraph data-size="sm">{words.help}</Paragraph>}
      actions={
        <>
          {mayTend && <TestMessage key={unitId} unit={unit.data} />}
          {isAdministrator && (
            <Button asChild data-size="sm">
              <Link to={`/units/${part(unitId)}/edit`}>{words.edit}</Link>
            </Button>
          )}
        </>
      }
    >
      <ToMend unitId={unitId} />
      <Facts unit={unit.data} />
      <Contacts unit={unit.data} mayTend={mayTend} />
      <Services unit={unit.data} />
      <SettingsFacts settings={unit.data.settings ?? {}} />
      {mayTend && <Changes key={unitId} unitId={unitId} />}
    </Page>
  );
}

function ToMend({ unitId }: { readonly unitId: string }) {
  const words = useWords(texts);
  const { data } = useCheck();
  const problems = data?.units.find((unit) => unit.unitId === unitId)?.problems ?? [];
  if (problems.length === 0) return null;
  return (
    <Alert data-color={problems[0]?.severity === 'stops' ? 'danger' : 'warning'}>
      <Heading level={2} data-size="xs">
        {words.toMend}
      </Heading>
      <Problems problems={problems} />
    </Alert>
  );
}

function Facts({ unit }: OfUnit) {
  const words = useWords(texts);
  const shared = useWords(common);
  const nameOf = useUnitNames();
  const facts = [
    [words.id, unit.unitId],
    [words.kind, shared.unitKinds[unit.kind]],
    [words.trust, unit.trust],
    [words.place, placeOf(unit.municipality)],
    [words.phone, unit.phone && <Phone key="phone" number={unit.phone} />],
    [words.channel, words.channels[unit.channel]],
    [
      words.above,
      unit.escalatesTo === null ? (
        unit.kind !== 'gp-office' && words.nobodyAbove
      ) : (
        <Anchor key="above" asChild>
          <Link to={`/units/${part(unit.escalatesTo)}`}>{nameOf(unit.escalatesTo)}</Link>
        </Anchor>
      ),
    ],
    [words.resh, unit.resh],
    [words.herId, unit.herId],
    [words.organisationNumber, unit.organisationNumber],
  ] as const;
  return (
    <Card asChild className="stack-tight">
      <section>
        <Heading level={2} data-size="xs">
          {words.about}
        </Heading>
        <dl className="facts">
          {facts.map(
            ([name, value]) =>
              value && (
                <div key={name} className="fact">
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ),
          )}
        </dl>
      </section>
    </Card>
  );
}

function Contacts({ unit, mayTend }: OfUnit & { readonly mayTend: boolean }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const { contacts } = unit;
  const ids = contactIds(contacts ?? []);
  return (
    <Card asChild className="stack">
      <section>
        <Heading level={2} data-size="xs">
          {words.contacts}
        </Heading>
        {contacts === undefined && <Paragraph>{words.contactsHidden}</Paragraph>}
        {contacts?.length === 0 && <Paragraph>{words.noContacts}</Paragraph>}
        <ul className="lines">
          {(contacts ?? []).map((contact, n) => (
            <li key={ids[n]} className="contact">
              <div className="row">
                <strong>{words.contactName(n + 1, words.roles[contact.role])}</strong>
                {isOwnName(contact.contactId) && <span>{contact.contactId}</span>}
                {contact.disabled && <Tag data-color="neutral">{words.left}</Tag>}
                {contact.emailFailsSince !== undefined && (
                  <Tag data-color="danger">
                    {words.fails(words.email, shortDate(contact.emailFailsSince, language))}
                  </Tag>
                )}
                {contact.smsFailsSince !== undefined && (
                  <Tag data-color="danger">
                    {words.fails(words.sms, shortDate(contact.smsFailsSince, language))}
                  </Tag>
                )}
              </div>
              <span className="anywhere">
                {[
                  contact.email,
                  contact.sms === undefined ? undefined : grouped(contact.sms),
                  words.languages[contact.language],
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <Absences unit={unit} n={n} mayTend={mayTend && contact.disabled !== true} />
            </li>
          ))}
        </ul>
      </section>
    </Card>
  );
}

function Services({ unit: { catalogue = [] } }: OfUnit) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const themeOf = ({ theme }: { readonly theme: string }) => shared.themes[theme] ?? theme;
  return (
    <Card asChild className="stack-tight">
      <section>
        <Heading level={2} data-size="xs">
          {words.services}
        </Heading>
        {catalogue.length === 0 ? (
          <Paragraph>{words.noServices}</Paragraph>
        ) : (
          <Scrolled label={words.services}>
            <Table data-size="sm">
              <caption className="visually-hidden">{words.services}</caption>
              <Table.Head>
                <Table.Row>
                  <Table.HeaderCell scope="col">{words.theme}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{words.offer}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{words.offerContact}</Table.HeaderCell>
                </Table.Row>
              </Table.Head>
              <Table.Body>
                {catalogue
                  .toSorted((a, b) => themeOf(a).localeCompare(themeOf(b), language))
                  .map(({ theme, offer, contact }) => (
                    <Table.Row key={`${theme} ${offer}`}>
                      <Table.Cell>{themeOf({ theme })}</Table.Cell>
                      <Table.Cell>{offer}</Table.Cell>
                      <Table.Cell>{contact}</Table.Cell>
                    </Table.Row>
                  ))}
              </Table.Body>
            </Table>
          </Scrolled>
        )}
      </section>
    </Card>
  );
}
