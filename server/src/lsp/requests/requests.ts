import { type CancellationToken, ProgressType } from 'vscode-languageserver';
import { version } from '../../../../package.json';
import type { Requests, ServerStatus, TestOutcome } from '../messages.js';
import { backtestMatrix } from '../repository/backtest.js';
import { workspaceCoverage } from '../repository/coverage.js';
import type { OpenDocument } from '../session/documents.js';
import { runProgress } from '../session/progress.js';
import type { Session } from '../session/session.js';
import { checksState } from '../session/state.js';
import { rulesFromExport } from '../stack/rules-from-export.js';
import { runOnStack } from '../stack/run-on-stack.js';
import { ruleOnStack, stackStates } from '../stack/stack-states.js';
import { approveStack, stackChoices } from '../stack/use-stack.js';
import { compareWithCommit } from './comparison.js';
import { eventChoices } from './event-choices.js';
import { explain } from './explanation.js';
import { guide } from './guide.js';
import { addCaseEdits } from './new-case.js';
import { beginRule, techniquesOf } from './new-rule.js';
import { payload } from './payload.js';
import { noRows, rowsBehind } from './pipeline.js';
import { prove } from './proof.js';
import { runOnEvents } from './run-on-events.js';
import { acceptResults, runTests } from './run-tests.js';
import { noPicture } from './sequence-picture.js';
import { sequencePicture } from './sequence-source.js';
import { filesOfSource } from './source-files.js';
import { addSynthesizedCase } from './synthesized-case.js';
import { ruleOverview, testCases, testFileOwners } from './tests.js';

type Handlers = {
  readonly [Method in keyof Requests]: (
    params: Requests[Method]['params'],
    token: CancellationToken,
  ) => Requests[Method]['result'] | Promise<Requests[Method]['result']>;
};

const partialOutcomes = new ProgressType<TestOutcome[]>();

/** Returns a signal that is aborted when the client cancels a request. */
function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

const notOpen = 'the document is not open as a rule';

/** Serves the requests that only our own client sends. */
export function serveOwnRequests({ connection, documents, workspace, client, isIndexing }: Session): void {
  const ruleAt = (uri: string): OpenDocument | undefined => {
    const document = documents.get(uri);
    return document?.kind() === 'rule' ? document : undefined;
  };
  const rulesRead = async (): Promise<void> => {
    while (isIndexing()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const handlers: Handlers = {
    'rulewright/rule'({ uri }) {
      const rule = ruleAt(uri);
      return rule ? ruleOverview(rule, workspace) : { isRule: false, testCount: 0 };
    },
    'rulewright/testCases': ({ uri }) => testCases(uri, workspace),
    'rulewright/testFiles': ({ uris }) => testFileOwners(uris, workspace),
    async 'rulewright/runTests'({ uri, cases, partialResultToken }, token) {
      const outcomes: TestOutcome[] = [];
      const run = await runTests(uri, cases, workspace, {
        stopped: () => token.isCancellationRequested,
        outcome(outcome) {
          if (partialResultToken === undefined) outcomes.push(outcome);
          else void connection.sendProgress(partialOutcomes, partialResultToken, [outcome]);
        },
      });
      return { ...run, outcomes };
    },
    'rulewright/acceptActual': ({ uri, cases }) => acceptResults(uri, cases, workspace),
    async 'rulewright/runOnEvents'({ uri, source }, token) {
      const rule = ruleAt(uri);
      if (!rule) return { files: 0, events: 0, alerts: [], nearest: [], notes: [], error: notOpen };
      const canShow = client.window?.workDoneProgress === true;
      const progress = runProgress(connection, 'Running the rule', token, canShow);
      return runOnEvents(rule, source, workspace, progress);
    },
    async 'rulewright/events'({ uri }) {
      const rule = ruleAt(uri);
      return rule ? eventChoices(rule, workspace) : [];
    },
    async 'rulewright/addCase'({ uri, events }) {
      const rule = ruleAt(uri);
      if (rule) return addCaseEdits(rule, events, workspace);
      return { uri, edits: [], create: false, name: '', error: notOpen };
    },
    async 'rulewright/prove'({ uri }, token) {
      const rule = ruleAt(uri);
      if (rule) return prove(rule, workspace, () => token.isCancellationRequested);
      return { noticed: 0, counted: 0, places: [], failing: [], error: notOpen };
    },
    async 'rulewright/compare'({ uri }) {
      const rule = ruleAt(uri);
      return rule ? compareWithCommit(rule, workspace) : { differs: false, gained: 0, lost: 0, lines: [] };
    },
    async 'rulewright/coverage'({ prove: all }, token) {
      await rulesRead();
      return workspaceCoverage(all, workspace, () => token.isCancellationRequested);
    },
    async 'rulewright/backtest'({ source }, token) {
      const canShow = client.window?.workDoneProgress === true;
      const progress = runProgress(connection, 'Running all rules', token, canShow);
      await rulesRead();
      return backtestMatrix(await filesOfSource(source, undefined, workspace), workspace, progress);
    },
    'rulewright/payload'({ uri }) {
      const rule = ruleAt(uri);
      return rule ? payload(rule, workspace) : { text: '', error: notOpen };
    },
    async 'rulewright/addSynthesizedCase'({ uri, wanted }, token) {
      const rule = ruleAt(uri);
      if (rule) return addSynthesizedCase(rule, wanted, workspace, () => token.isCancellationRequested);
      return { uri, edits: [], create: false, name: '', error: notOpen };
    },
    'rulewright/explain'({ uri, event, clausesOnly }) {
      const rule = ruleAt(uri);
      if (rule) return explain(rule, event, workspace, clausesOnly === true);
      return { matched: false, text: '', clauses: [], error: notOpen };
    },
    'rulewright/rowsBehind'({ uri, source, position }) {
      const rule = ruleAt(uri);
      return rule ? rowsBehind(rule, source, position, workspace) : noRows(notOpen);
    },
    'rulewright/sequence'({ uri, source }) {
      const rule = ruleAt(uri);
      return rule ? sequencePicture(rule, source, workspace) : noPicture(notOpen);
    },
    'rulewright/guide'({ uri, event }) {
      const rule = ruleAt(uri);
      return rule
        ? guide(rule, event, workspace)
        : { title: '', sections: [], problems: [], unresolved: [], error: notOpen };
    },
    'rulewright/stacks': ({ uri }) => stackChoices(uri),
    'rulewright/approveStack': ({ uri, profile, digest }) => approveStack(uri, profile, digest),
    'rulewright/runOnStack'(params, token) {
      const rule = ruleAt(params.uri);
      return rule
        ? runOnStack(rule, params, workspace, signalOf(token))
        : { events: '', alerts: 0, notes: [], error: notOpen };
    },
    'rulewright/stackStates': (params, token) => stackStates(params, workspace, signalOf(token)),
    'rulewright/ruleOnStack'(params, token) {
      const rule = ruleAt(params.uri);
      return rule ? ruleOnStack(rule, params, workspace, signalOf(token)) : { error: notOpen };
    },
    'rulewright/rulesFromExport': ({ text, folder }) => rulesFromExport(text, folder, workspace),
    'rulewright/techniques': ({ tactic }) => techniquesOf(tactic),
    'rulewright/newRule': (choice) => beginRule(choice, workspace),
    'rulewright/checks': ({ uri }) => checksState(uri, workspace, isIndexing()),
    'rulewright/status': () => status(documents.all()),
  };
  for (const [method, handler] of Object.entries(handlers)) {
    connection.onRequest(method, handler as (params: unknown, token: CancellationToken) => unknown);
  }
}

function status(documents: readonly OpenDocument[]): ServerStatus {
  return {
    version,
    processId: process.pid,
    memory: process.memoryUsage.rss(),
    openRules: documents.filter((document) => document.kind() === 'rule').length,
  };
}
