import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { Prec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { EventReference, Explanation } from '../../server/src/lsp/messages.js';
import { byId, element } from './dom.js';
import { createEditor, createMarks, offsetOf, reveal, setText } from './editors.js';
import { eventAtCursor } from './events.js';
import { json, toml } from './highlighting.js';
import { explanationTree, type Finding, findingsList, runList, severities } from './results.js';
import { completionOf, hoverOf, type RuleServer, tokenMarks } from './rule-editor.js';
import { readServerScript, type Server, startServer } from './server.js';
import { fromFragment, type Shared, toFragment } from './share.js';

/** A sample rule with the events of its tests. */
interface Sample extends Shared {
  readonly name: string;
}

/** An untitled document: checks of file names skip it. */
const ruleUri = 'untitled:rule.toml';
const eventsUri = 'untitled:events.ndjson';
/** Milliseconds to wait after the last key press. */
const pause = 350;

/** The nonce that allows the editors to add their styles. */
const styleNonce = document.querySelector('style')?.nonce ?? '';
const samples = JSON.parse(byId('samples').textContent ?? '[]') as readonly Sample[];
const eventInput = byId<HTMLInputElement>('event');
const status = (text: string): void => {
  byId('status').textContent = text;
};
const show = (id: string, ...content: readonly Node[]): void => byId(id).replaceChildren(...content);

let script: Promise<string> | undefined;
let starting: Promise<Server | undefined> | undefined;
/** The text the server has; undefined before it has any. */
let sent: string | undefined;
let version = 0;
/** Number of the current run; answers to earlier ones are discarded. */
let turn = 0;
/** The same for explanations: choosing an event does not cancel a run. */
let explainTurn = 0;
/** The event the user chose; undefined lets the run choose. */
let chosen: number | undefined;

function running(): Promise<Server | undefined> {
  script ??= readServerScript(byId('server').textContent ?? '');
  starting ??= script
    .then((address) => startServer(address, notified, ended))
    .catch((error: unknown) => {
      starting = undefined;
      status(error instanceof Error ? error.message : String(error));
      return undefined;
    });
  return starting;
}

function ended(reason: string): void {
  starting = undefined;
  sent = undefined;
  status(`${reason} It restarts on the next change.`);
}

/** Returns the server once it has the current text of the rule. */
async function current(): Promise<Server | undefined> {
  const server = await running();
  const text = rule.state.doc.toString();
  if (!server || text === sent) return server;
  version++;
  if (sent === undefined) {
    const textDocument = { uri: ruleUri, languageId: 'toml', version, text };
    server.notify('textDocument/didOpen', { textDocument });
  } else {
    const textDocument = { uri: ruleUri, version };
    server.notify('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
  }
  sent = text;
  return server;
}

function notified(method: string, params: unknown): void {
  if (method !== 'textDocument/publishDiagnostics') return;
  const { uri, diagnostics } = params as { readonly uri: string; readonly diagnostics: readonly Finding[] };
  if (uri !== ruleUri) return;
  const { state } = rule;
  const shown = diagnostics.map(
    ({ range, severity, message }): Diagnostic => ({
      from: offsetOf(state, range.start),
      to: offsetOf(state, range.end),
      severity: severities[severity],
      message,
    }),
  );
  rule.dispatch(setDiagnostics(state, shown));
  const go = ({ range }: Finding): void =>
    reveal(rule, offsetOf(rule.state, range.start), offsetOf(rule.state, range.end));
  show('findings', findingsList(diagnostics, go));
}

const ruleServer: RuleServer = { current, uri: ruleUri };
const [meanings, verdicts] = [createMarks(), createMarks()];
const rule = createEditor({
  parent: byId('rule'),
  label: 'Rule',
  language: toml,
  extensions: [
    EditorView.cspNonce.of(styleNonce),
    lintGutter(), // Higher precedence than the colours of TOML.
    Prec.highest(meanings.extension),
    verdicts.extension,
  ],
  complete: completionOf(ruleServer),
  hover: hoverOf(ruleServer),
  onChange: updateSoon,
  onTooLarge,
});
const events = createEditor({
  parent: byId('events'),
  label: 'Events',
  language: json,
  extensions: [
    EditorView.cspNonce.of(styleNonce),
    EditorView.updateListener.of(({ selectionSet, docChanged, transactions }) => {
      const isByUser = transactions.some((one) => one.isUserEvent('select'));
      if (selectionSet && !docChanged && isByUser) choose(eventAtCursor(events.state));
    }),
  ],
  onChange: updateSoon,
  onTooLarge,
});

function onTooLarge(): void {
  status(
    'Not inserted: the playground accepts at most 4 MB. Use the extension or the command line for larger files.',
  );
}

let timer: ReturnType<typeof setTimeout> | undefined;
function updateSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void update(), pause);
}

/** Runs the rule on the events and explains the chosen one. */
async function update(): Promise<void> {
  const mine = ++turn;
  status('Running…');
  try {
    const server = await current();
    if (!server || mine !== turn) return;
    const source = { kind: 'text' as const, uri: eventsUri, text: events.state.doc.toString() };
    const run = await server.ask('rulewright/runOnEvents', { uri: ruleUri, source });
    if (mine !== turn) return;
    show('alerts', runList(run, chooseEvent));
    const first = run.alerts[0]?.events.find((event) => event !== null) ?? run.nearest[0]?.event;
    const index = Math.min(chosen ?? first?.index ?? 0, Math.max(0, run.events - 1));
    eventInput.max = String(Math.max(1, run.events));
    eventInput.value = String(index + 1);
    if (run.error === undefined && run.events > 0) await explain(server, index);
    else {
      show('explanation', element('p', 'quiet', 'Nothing to explain.'));
      verdicts.set(rule, []);
    }
    const marks = await tokenMarks(server, ruleUri, rule);
    if (mine === turn) meanings.set(rule, marks);
    if (mine === turn) status('');
  } catch (error) {
    if (mine === turn) failed(error);
  }
}

function failed(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  show('alerts', element('p', 'error', message));
  status(message);
}

async function explain(server: Server, index: number): Promise<void> {
  const mine = ++explainTurn;
  const event = { uri: eventsUri, index };
  const explanation = await server.ask('rulewright/explain', { uri: ruleUri, event });
  if (mine !== explainTurn) return;
  show('explanation', explanationTree(explanation));
  markClauses(explanation);
}

function markClauses({ clauses }: Explanation): void {
  verdicts.set(
    rule,
    clauses
      .filter(({ result }) => result !== 'not-reached')
      .map(({ range, result, note }) => ({
        from: offsetOf(rule.state, range.start),
        to: offsetOf(rule.state, range.end),
        className: result === 'matched' ? 'cm-holds' : 'cm-fails',
        title: note,
      })),
  );
}

function chooseEvent({ index, range }: EventReference & { readonly range?: Finding['range'] }): void {
  if (range) {
    const line = events.state.doc.lineAt(offsetOf(events.state, range.start));
    reveal(events, line.from, line.from);
  }
  choose(index);
}

/** Explains another event. */
function choose(index: number | undefined): void {
  if (index === undefined) return;
  chosen = index;
  eventInput.value = String(index + 1);
  current()
    .then((server) => (server ? explain(server, index) : undefined))
    .catch(failed);
}

function load({ rule: text, events: given }: Shared): void {
  chosen = undefined;
  setText(rule, text);
  // Scroll to the query: readers want to see it, not the dates above it.
  const query = EditorView.scrollIntoView(Math.max(0, text.search(/^query\b/m)), { y: 'start', yMargin: 20 });
  rule.dispatch({ effects: query });
  setText(events, given);
}

async function share(): Promise<void> {
  const fragment = await toFragment({ rule: rule.state.doc.toString(), events: events.state.doc.toString() });
  if (fragment === undefined) {
    status('The rule and events are too long for a link. Save them as files.');
    return;
  }
  history.replaceState(null, '', fragment);
  try {
    await navigator.clipboard.writeText(location.href);
    status('Copied. The link contains the rule and events; nothing is sent anywhere.');
  } catch {
    status('The address of this page now contains the rule and events. Copy it.');
  }
}

function setTheme(isDark: boolean): void {
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  byId('theme').setAttribute('aria-pressed', String(isDark));
}

function start(): void {
  const chooser = byId<HTMLSelectElement>('sample');
  chooser.append(...samples.map(({ name }, index) => new Option(name, String(index))));
  chooser.addEventListener('change', () => {
    const sample = samples[Number(chooser.value)];
    if (sample) load(sample);
  });
  eventInput.addEventListener('change', () => choose(Math.max(0, Math.trunc(Number(eventInput.value)) - 1)));
  byId('share').addEventListener('click', () => void share());
  setTheme(matchMedia('(prefers-color-scheme: dark)').matches);
  byId('theme').addEventListener('click', () => setTheme(document.documentElement.dataset.theme !== 'dark'));
  const fromAddress = (): Promise<void> =>
    fromFragment(location.hash)
      .catch(() => {
        status('The link is damaged; showing a sample instead.');
        return undefined;
      })
      .then((shared) => load(shared ?? samples[0] ?? { rule: '', events: '' }));
  addEventListener('hashchange', () => void fromAddress());
  void fromAddress();
}

start();
