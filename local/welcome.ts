import { INBOX_PATH } from './inbox.ts';
import { CONSOLE_PATH } from './runtime.ts';
import type { Settings } from './settings.ts';

/** What `npm start` prints: where everything is, and what to try next. */
export function welcome(
  settings: Settings,
  at: { readonly url: string; readonly awsUrl: string; readonly now: number; readonly tookMs: number },
): string {
  const { url, awsUrl } = at;
  const now = new Date(at.now).toISOString();
  const pages = settings.pages
    ? `${url}/app/            sign in as anybody of the sample units`
    : 'not served: PAGES=off';
  return `Vel hjem is ready (${(at.tookMs / 1000).toFixed(1)} s). It is ${now} here; the clock is ${settings.clock}.

  pages          ${pages}
  API            ${url}            description: ${url}/docs
  AWS endpoint   ${awsUrl}            DynamoDB, Step Functions, Lambda, SES, SNS, KMS
  executions     ${url}${CONSOLE_PATH}
  messages       ${url}${INBOX_PATH}            as JSON: ${url}/_local/messages
  names, ARNs    ${url}/_local/stack
  data           ${settings.dataDir}            functions log to functions.log there

Try, in another terminal:

  # a token, as the systems of a hospital trust have it
  TOKEN=$(curl -s ${url}/_local/tokens -d '{"role": "hospital-system", "unitId": "ahus-gastrokirurgi"}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

  # start a pathway
  curl -s ${url}/pathways -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d @samples/referrals/01-pilot1-colorectal.json

  # three months pass; who was written to?
  curl -s ${url}/_local/clock -d '{"advance": "P3M"}'
  curl -s ${url}/_local/messages

  # its executions, as AWS shows them
  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=eu-north-1
  aws stepfunctions list-state-machines --endpoint-url ${awsUrl}

Stop with Ctrl-C; the next start goes on from here.
`;
}
