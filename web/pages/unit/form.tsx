import {
  Alert,
  Button,
  Card,
  Details,
  ErrorSummary,
  Heading,
  Paragraph,
  Textfield,
} from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { contactIds } from '../../../domain/contacts.ts';
import { channels, contactRoles, languages, type Unit, unitKinds } from '../../../domain/model.ts';
import type { RevisedUnit, TriedUnit } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { type Applied, applySettings, nothingApplied } from '../../api/apply.ts';
import { ApiProblem, part } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { useUnits } from '../../api/units.ts';
import { Failure, FailurePage } from '../../shell/failure.tsx';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { reasonIn, reasonWords, type ToldRefusal } from '../../texts/refusals.ts';
import { useWords } from '../../texts/words.ts';
import { type Json, withValue, written } from './draft.ts';
import { byPath } from './errors.ts';
import { CheckAt, FormContext, fieldId, LinesAt, SelectAt, TextAt, useForm } from './fields.tsx';
import { formTexts } from './form-texts.ts';
import { ladderWords } from './ladder-words.ts';
import { pathInWords, pathNames } from './paths.ts';
import { SettingsForm } from './settings-form.tsx';
import { texts } from './texts.ts';

const fresh = { kind: 'municipality', channel: 'email', escalatesTo: null, contacts: [] } as const;

/** A unit that is not there yet. */
export function NewUnitPage() {
  const words = useWords(formTexts);
  return (
    <Page title={words.newTitle} help={<Paragraph data-size="sm">{words.help}</Paragraph>}>
      <UnitForm stored={fresh} revision={0} isNew />
    </Page>
  );
}

/** A unit that is to be changed, as it stands when the page is opened: what others do meanwhile is told at saving. */
export function EditUnitPage() {
  const { unitId = '' } = useParams();
  const unit = useRead<RevisedUnit>(`/units/${part(unitId)}`);
  if (unit.error) return <FailurePage error={unit.error} again={() => void unit.refetch()} />;
  if (unit.data === undefined) return <Loading />;
  return (
    <Editing key={unitId} first={unit.data} read={async () => (await unit.refetch()).data ?? unit.data} />
  );
}

function Editing({
  first,
  read,
}: {
  readonly first: RevisedUnit;
  readonly read: () => Promise<RevisedUnit>;
}) {
  const words = useWords(formTexts);
  // a read in the background must not move what is being changed
  const [begun, setBegun] = useState(first);
  return (
    <Page title={words.editTitle(begun.name)} help={<Paragraph data-size="sm">{words.help}</Paragraph>}>
      <UnitForm
        key={begun.revision}
        stored={withoutRevision(begun)}
        revision={begun.revision}
        onTakeTheirs={async () => setBegun(await read())}
      />
    </Page>
  );
}

function withoutRevision({ revision: _, ...unit }: RevisedUnit): Json {
  return unit as unknown as Json;
}

function UnitForm({
  stored,
  revision,
  isNew = false,
  onTakeTheirs,
}: {
  readonly stored: Json;
  readonly revision: number;
  readonly isNew?: boolean;
  readonly onTakeTheirs?: () => void;
}) {
  const words = useWords(formTexts);
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<ApiProblem['errors']>([]);
  const wrong = byPath(errors);
  const reasons = useWords(reasonWords);
  const say = (error: ToldRefusal) => reasonIn(reasons, error);
  const navigate = useNavigate();
  const unitId = String((draft as unknown as Partial<Unit>).unitId ?? '').trim();
  const address = `/units/${part(unitId)}`;
  const failed = (error: unknown) =>
    setErrors(error instanceof ApiProblem && [400, 422].includes(error.status) ? error.errors : []);

  const attempt = useAct((client, body: Json) =>
    client.send<TriedUnit>('PUT', address, { ...(body as object), revision }, { dryRun: 'true' }),
  );
  const [progress, setProgress] = useState<Applied>();
  const save = useAct(
    async (client, { applies }: { readonly applies: boolean }) => {
      await client.send('PUT', address, { ...(written(draft) as object), revision });
      if (!applies) return null;
      setProgress(nothingApplied);
      return applySettings(client, unitId, {}, (sofar) => {
        setProgress(sofar);
        return 'on';
      });
    },
    {
      onDone: (applied) => {
        if (applied === null) void navigate(address);
      },
    },
  );
  const resume = useAct((client) =>
    applySettings(client, unitId, {}, (sofar) => {
      setProgress(sofar);
      return 'on';
    }),
  );

  const change = (path: string, value: Json | undefined) => {
    attempt.reset();
    save.reset();
    setDraft((before) => withValue(before, path, value));
  };
  const review = () => {
    // what is sent is what is shown: errors are told by its places
    const body = written(draft);
    setDraft(body);
    const { name } = body as unknown as Partial<Unit>;
    const missing = Object.entries({ unitId, name }).filter(([, value]) => !value);
    if (missing.length > 0) {
      // without an id there is nobody to ask what else is wrong
      setErrors(missing.map(([path]) => ({ path, code: 'missing' })));
      return;
    }
    attempt.mutate(body, { onError: failed, onSuccess: () => setErrors([]) });
  };
  const error = attempt.error ?? save.error;
  const isConflict = error instanceof ApiProblem && error.status === 409;
  const isSaved = save.isSuccess || progress !== undefined;
  return (
    <FormContext
      value={{
        draft,
        change,
        errorAt: (path) => {
          const error = wrong.get(path);
          return error === undefined ? undefined : say(error);
        },
      }}
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          review();
        }}
      >
        <fieldset className="stack bare" disabled={isSaved || save.isPending}>
          <Fields isNew={isNew} />
        </fieldset>
        {errors.length > 0 && (
          <Errors errors={errors.map((error) => ({ path: error.path, message: say(error) }))} />
        )}
        {isConflict && <Conflict draft={draft} {...(onTakeTheirs === undefined ? {} : { onTakeTheirs })} />}
        {error !== null && errors.length === 0 && !isConflict && <Failure error={error} />}
        {attempt.data === undefined && (
          <div className="row">
            <Button type="submit" disabled={attempt.isPending}>
              {attempt.isPending ? words.reviewing : words.review}
            </Button>
          </div>
        )}
      </form>
      {attempt.data !== undefined && !isSaved && !isConflict && (
        <Review
          affects={attempt.data.affects}
          isPending={save.isPending}
          onSave={(applies) => save.mutate({ applies }, { onError: failed })}
        />
      )}
      {progress !== undefined && (
        <Outcome
          progress={progress}
          isDone={!save.isPending && !resume.isPending}
          error={save.error ?? resume.error}
          address={address}
          onAgain={() => resume.mutate()}
        />
      )}
    </FormContext>
  );
}

function Fields({ isNew }: { readonly isNew: boolean }) {
  const words = useWords(formTexts);
  const view = useWords(texts);
  const shared = useWords(common);
  const draft = useForm().draft as unknown as Partial<Unit>;
  const units = useUnits().data ?? [];
  const kind = draft.kind ?? 'municipality';
  const isMunicipal = kind === 'municipality';
  const others = units
    .filter((unit) => unit.unitId !== draft.unitId)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
  const above = others.filter(
    (unit) =>
      unit.unitId === draft.escalatesTo ||
      (unit.escalatesTo === null &&
        (unit.kind === kind || kind === 'gp-office') &&
        unit.kind !== 'gp-office'),
  );
  const named = ({ unitId, name }: { readonly unitId: string; readonly name: string }) => ({
    value: unitId,
    label: name,
  });
  return (
    <>
      <Section title={words.basics}>
        <div className="fields">
          <TextAt
            path="unitId"
            label={view.id}
            {...(isNew ? { help: words.idHelp } : {})}
            required
            readOnly={!isNew}
          />
          <TextAt path="name" label={words.name} required />
          <SelectAt
            path="kind"
            label={view.kind}
            options={unitKinds.map((one) => ({ value: one, label: shared.unitKinds[one] }))}
          />
          {kind === 'hospital' && <TextAt path="trust" label={view.trust} required />}
          {isMunicipal && <PlaceFields />}
          <TextAt path="phone" type="tel" label={view.phone} help={words.phoneHelp} />
          <SelectAt
            path="channel"
            label={view.channel}
            options={channels.map((one) => ({ value: one, label: view.channels[one] }))}
          />
          <SelectAt
            path="escalatesTo"
            label={view.above}
            nothing={kind === 'gp-office' ? words.chooseNone : view.nobodyAbove}
            none={null}
            options={above.map(named)}
          />
          <TextAt path="resh" label={view.resh} />
          <TextAt path="herId" label={view.herId} />
          <TextAt path="organisationNumber" label={view.organisationNumber} />
        </div>
      </Section>
      <Section title={view.contacts} help={words.contactsHelp}>
        <LinesAt
          path="contacts"
          name={words.contact}
          add={words.add.contact}
          fresh={{ role: 'coordinator', language: 'nb' }}
        >
          {(path, n) => <ContactFields path={path} n={n} />}
        </LinesAt>
      </Section>
      {isMunicipal && (
        <Section title={words.routing} help={words.routingHelp}>
          <div className="fields">
            {(['children', 'nursingHome', 'intake', 'points', 'homeCare'] as const).map((route) => (
              <SelectAt
                key={route}
                path={`settings.routes.${route}`}
                label={words.routes[route]}
                nothing={words.itself}
                options={others
                  .filter(
                    (unit) =>
                      unit.kind === 'municipality' &&
                      (unit.municipality?.number === draft.municipality?.number ||
                        unit.unitId === draft.escalatesTo),
                  )
                  .map(named)}
              />
            ))}
          </div>
        </Section>
      )}
      <Section title={words.services} help={words.servicesHelp}>
        <LinesAt
          path="catalogue"
          name={words.service}
          add={words.add.service}
          fresh={{ theme: 'physical-activity' }}
        >
          {(path) => (
            <div className="fields">
              <SelectAt
                path={`${path}.theme`}
                label={view.theme}
                options={Object.entries(shared.themes).map(([value, label]) => ({ value, label }))}
              />
              <TextAt path={`${path}.offer`} label={view.offer} />
              <TextAt path={`${path}.contact`} label={view.offerContact} />
            </div>
          )}
        </LinesAt>
      </Section>
      <Section title={words.settings}>
        <SettingsForm unit={{ kind, escalatesTo: draft.escalatesTo ?? null }} />
      </Section>
    </>
  );
}

function Section({
  title,
  help,
  children,
}: {
  readonly title: string;
  readonly help?: string;
  readonly children: ReactNode;
}) {
  return (
    <Card className="stack" asChild>
      <section>
        <Heading level={2} data-size="sm">
          {title}
        </Heading>
        {help !== undefined && <Paragraph data-size="sm">{help}</Paragraph>}
        <div className="stack">{children}</div>
      </section>
    </Card>
  );
}

/** A place is there whole or not at all: without a number there is none. */
function PlaceFields() {
  const words = useWords(formTexts);
  const { draft, change, errorAt } = useForm();
  const place = (draft as unknown as Partial<Unit>).municipality ?? undefined;
  const write = (number: string, district: string) =>
    change(
      'municipality',
      number === '' ? undefined : { number, district: district === '' ? null : district },
    );
  const fields = [
    { name: 'number', label: words.placeNumber, help: words.placeNumberHelp },
    { name: 'district', label: words.district, help: undefined },
  ] as const;
  return fields.map(({ name, label, help }) => {
    const error = errorAt(`municipality.${name}`);
    return (
      <PlaceField
        key={name}
        id={fieldId(`municipality.${name}`)}
        label={label}
        help={help}
        error={error}
        value={place?.[name] ?? ''}
        onChange={(value) =>
          name === 'number' ? write(value, place?.district ?? '') : write(place?.number ?? '', value)
        }
      />
    );
  });
}

function PlaceField({
  id,
  label,
  help,
  error,
  value,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Textfield
      id={id}
      label={label}
      inputMode="numeric"
      {...(help === undefined ? {} : { description: help })}
      {...(error === undefined ? {} : { error })}
      value={value}
      onChange={(event) => onChange(event.target.value.trim())}
    />
  );
}

function ContactFields({ path, n }: { readonly path: string; readonly n: number }) {
  const words = useWords(formTexts);
  const view = useWords(texts);
  return (
    <>
      <div className="fields">
        <SelectAt
          path={`${path}.role`}
          label={words.role}
          options={contactRoles.map((role) => ({ value: role, label: view.roles[role] }))}
        />
        <SelectAt
          path={`${path}.language`}
          label={words.language}
          options={languages.map((one) => ({ value: one, label: view.languages[one] }))}
        />
        <TextAt path={`${path}.email`} type="email" label={view.email} />
        <TextAt path={`${path}.sms`} type="tel" label={view.sms} help={words.smsHelp} />
        <TextAt path={`${path}.contactId`} label={words.contactId} help={words.contactIdHelp} />
        <TextAt path={`${path}.subject`} label={words.subject} help={words.subjectHelp} />
      </div>
      <CheckAt path={`${path}.disabled`} label={words.disabled} />
      <AbsenceFields path={path} n={n} />
    </>
  );
}

function AbsenceFields({ path, n }: { readonly path: string; readonly n: number }) {
  const view = useWords(texts);
  const words = useWords(formTexts);
  const draft = useForm().draft as unknown as Partial<Unit>;
  const contacts = draft.contacts ?? [];
  const ids = contactIds(contacts);
  // a deputy is told by a name: only who has one can be chosen here
  const deputies = contacts.flatMap(({ contactId, role }, at) =>
    at === n || contactId === undefined
      ? []
      : [{ value: contactId, label: `${view.contactName(at + 1, view.roles[role])} (${ids[at]})` }],
  );
  return (
    <LinesAt
      path={`${path}.absences`}
      name={(at) => `${words.absence(at)} (${words.contact(n + 1).toLocaleLowerCase()})`}
      add={view.addAbsence}
      fresh={{ from: '' }}
    >
      {(line) => (
        <div className="fields">
          <TextAt path={`${line}.from`} type="date" label={view.firstDay} />
          <TextAt path={`${line}.until`} type="date" label={view.lastDay} />
          <SelectAt
            path={`${line}.deputy`}
            label={view.standIn}
            nothing={view.standInNobody}
            options={deputies}
          />
        </div>
      )}
    </LinesAt>
  );
}

function Errors({
  errors,
}: {
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}) {
  const words = useWords(formTexts);
  const view = useWords(texts);
  const ladder = useWords(ladderWords);
  const names = pathNames(words, view, ladder);
  const summary = useRef<HTMLElement>(null);
  useEffect(() => summary.current?.focus(), []);
  return (
    <ErrorSummary ref={summary as never} tabIndex={-1}>
      <ErrorSummary.Heading>{words.errors}</ErrorSummary.Heading>
      <ErrorSummary.List>
        {errors.map(({ path, message }) => (
          <ErrorSummary.Item key={`${path} ${message}`}>
            <ErrorSummary.Link href={`#${fieldId(path)}`} onClick={(event) => goTo(event, path)}>
              {`${pathInWords(path, names)}: ${message}`}
            </ErrorSummary.Link>
          </ErrorSummary.Item>
        ))}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}

/** The field of an error, or the nearest around it that there is, opened where it is folded away. */
function goTo(event: React.MouseEvent, path: string) {
  event.preventDefault();
  const names = path.split('.');
  const field = names
    .map((_, n) => document.getElementById(fieldId(names.slice(0, names.length - n).join('.'))))
    .find((found) => found !== null);
  for (let at = field?.parentElement; at; at = at.parentElement)
    if (at.matches('details, u-details')) at.setAttribute('open', '');
  field?.focus();
}

function Conflict({ draft, onTakeTheirs }: { readonly draft: Json; readonly onTakeTheirs?: () => void }) {
  const words = useWords(formTexts);
  return (
    <Alert data-color="warning" role="alert" className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.conflict}
      </Heading>
      <Paragraph>{words.conflictDetail}</Paragraph>
      {onTakeTheirs !== undefined && (
        <div>
          <Button type="button" onClick={onTakeTheirs}>
            {words.takeTheirs}
          </Button>
        </div>
      )}
      <Details data-size="sm">
        <Details.Summary>{words.json}</Details.Summary>
        <Details.Content>
          <pre className="pre code">{JSON.stringify(draft, null, 2)}</pre>
        </Details.Content>
      </Details>
    </Alert>
  );
}

/** What the change would do, before it is done. */
function Review({
  affects: { openPathways, changed },
  isPending,
  onSave,
}: {
  readonly affects: TriedUnit['affects'];
  readonly isPending: boolean;
  readonly onSave: (applies: boolean) => void;
}) {
  const words = useWords(formTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const names = [...new Set(changed.map((name) => words.settingNames[name.split('.')[0]!] ?? name))];
  const isNothing = openPathways === 0;
  return (
    <Card className="stack">
      <Heading level={2} data-size="sm" ref={heading} tabIndex={-1}>
        {isNothing ? words.affectsNone : words.affects(openPathways)}
      </Heading>
      {names.length > 0 && <Paragraph>{words.affectsChanged(names.join(', '))}</Paragraph>}
      <div className="row">
        {isNothing ? (
          <Button disabled={isPending} onClick={() => onSave(false)}>
            {words.save}
          </Button>
        ) : (
          <>
            <Button disabled={isPending} onClick={() => onSave(true)}>
              {words.saveAll(openPathways)}
            </Button>
            <Button variant="secondary" disabled={isPending} onClick={() => onSave(false)}>
              {words.saveNew}
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}

function Outcome({
  progress,
  isDone,
  error,
  address,
  onAgain,
}: {
  readonly progress: Applied;
  readonly isDone: boolean;
  readonly error: unknown;
  readonly address: string;
  readonly onAgain: () => void;
}) {
  const words = useWords(formTexts);
  const { applied, unchanged, failed } = progress;
  const isWhole = isDone && error === null && failed === 0;
  return (
    <Card className="stack">
      <Paragraph role="status">
        {isDone && error === null ? words.applied(applied, unchanged) : words.applying(applied + unchanged)}
      </Paragraph>
      {failed > 0 && <Alert data-color="warning">{words.applyFailed(failed)}</Alert>}
      {error !== null && <Failure error={error} />}
      <div className="row">
        {isDone && !isWhole && <Button onClick={onAgain}>{words.applyAgain}</Button>}
        {isDone && (
          <Button asChild variant={isWhole ? 'primary' : 'secondary'}>
            <Link to={address}>{words.toUnit}</Link>
          </Button>
        )}
      </div>
    </Card>
  );
}
