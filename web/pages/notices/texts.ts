import type { InEach } from '../../texts/in-each.ts';

interface NoticesWords {
  readonly title: string;
  readonly help: string;
  /** What a GP follows up in people with cancer (Sykehuset Østfold; see DOMAIN, "Palliative patients"). */
  readonly helpGp: string;
  readonly gpFollows: readonly string[];
  readonly unread: string;
  readonly read: string;
  readonly onlyStatus: string;
  readonly noName: string;
  readonly asked: string;
  readonly empty: string;
}

export const texts: InEach<NoticesWords> = {
  nb: {
    title: 'Meldinger',
    help: 'Her er det enheten din får vite uten å måtte gjøre noe: kopier av samtaler, flyttinger, avslutninger, svar på spørsmål. De nyeste står først. Er noe en oppgave, står det under Oppgaver.',
    helpGp:
      'Kopier av samtaler og annet som fastlegen bør vite. I utgangspunktet ligger ingen oppgave hos fastlegen; er noe spurt om, står det øverst i meldingen og under Oppgaver. Dette følger fastlegen opp hos mennesker med kreft:',
    gpFollows: [
      'time innen en måned når lindrende behandling starter, og igjen i pauser i behandlingen',
      'hjemmebesøk eller time når behandling rettet mot svulsten avsluttes',
      'kontakt når funksjonen faller raskt',
      'ESAS-skjema som hjemmetjenesten sender før timen',
      'sykmelding, resepter og legemiddelgjennomgang',
      'senskader og andre sykdommer, som ellers',
    ],
    unread: 'Ny',
    read: 'Mottatt',
    onlyStatus: 'Et forløp som enheten følger',
    noName: 'Uten navn',
    asked: 'Noe er spurt om',
    empty: 'Ingen meldinger ennå. Nye meldes på e-post eller SMS.',
  },
  nn: {
    title: 'Meldingar',
    help: 'Her er det eininga di får vite utan å måtte gjere noko: kopiar av samtalar, flyttingar, avslutningar, svar på spørsmål. Dei nyaste står først. Er noko ei oppgåve, står det under Oppgåver.',
    helpGp:
      'Kopiar av samtalar og anna som fastlegen bør vite. I utgangspunktet ligg inga oppgåve hos fastlegen; er noko spurt om, står det øvst i meldinga og under Oppgåver. Dette følgjer fastlegen opp hos menneske med kreft:',
    gpFollows: [
      'time innan ein månad når lindrande behandling startar, og igjen i pausar i behandlinga',
      'heimebesøk eller time når behandling retta mot svulsten blir avslutta',
      'kontakt når funksjonen fell raskt',
      'ESAS-skjema som heimetenesta sender før timen',
      'sjukmelding, reseptar og legemiddelgjennomgang',
      'seinskadar og andre sjukdomar, som elles',
    ],
    unread: 'Ny',
    read: 'Motteken',
    onlyStatus: 'Eit forløp som eininga følgjer',
    noName: 'Utan namn',
    asked: 'Noko er spurt om',
    empty: 'Ingen meldingar enno. Nye blir melde på e-post eller SMS.',
  },
  en: {
    title: 'Notices',
    help: 'This is what your unit is told without having to act: copies of conversations, moves, ends, answers to questions. The newest are first. What is a task stands under Tasks.',
    helpGp:
      'Copies of conversations and other things that a GP should know. In principle no task lies with the GP; where something is asked, it stands at the top of the notice and under Tasks. This is what a GP follows up in people with cancer:',
    gpFollows: [
      'an appointment within a month of the start of palliative treatment, and again in pauses of treatment',
      'a home visit or an appointment when treatment directed at the tumour ends',
      'contact when function declines rapidly',
      'the ESAS form that home care sends before the appointment',
      'sick leave, prescriptions and medication reviews',
      'late effects and other illness, as always',
    ],
    unread: 'New',
    read: 'Received',
    onlyStatus: 'A pathway that the unit follows',
    noName: 'No name',
    asked: 'Something is asked',
    empty: 'No notices yet. New ones are announced by e-mail or SMS.',
  },
};
