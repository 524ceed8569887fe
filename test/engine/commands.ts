import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventObject } from '../../server/src/evaluate/values/access.js';
import { accessField } from '../../server/src/evaluate/values/access.js';
import { loadEcsCatalogue } from '../../server/src/fields/ecs.js';
import { documentSet } from './document-set.js';
import { engineAt } from './engine.js';

/** A command to run on the engine, and what its output must contain. */
interface Command {
  readonly args: readonly string[];
  readonly code: number;
  readonly shows: readonly string[];
}

/** The end of the day of the sample events. */
const time = ['--now', '2026-01-13T00:00:00Z', '--last', '1d'];
const on = ['--on', 'environment'];
const rule = (name: string): string => `rules/${name}.toml`;

const commands: readonly Command[] = [
  {
    args: ['run', rule('exfiltration_s3_bucket_opened_to_other_accounts'), ...on, ...time, '--compare'],
    code: 0,
    shows: ['2 alerts from 2 events', ': 2 alerts the same, 0 different.'],
  },
  {
    args: [
      'run',
      rule('credential_access_many_accounts_tried_from_one_address'),
      ...on,
      ...time,
      '--compare',
    ],
    code: 0,
    shows: ['by "198.51.100.20"', ': 1 alert the same, 0 different.'],
  },
  {
    args: [
      'run',
      rule('lateral_movement_account_signed_in_to_host_for_the_first_time'),
      ...on,
      ...time,
      '--compare',
    ],
    code: 0,
    shows: [' the same, 0 different.'],
  },
  {
    args: [
      'run',
      rule('exfiltration_s3_bucket_opened_to_other_accounts'),
      ...on,
      ...['--now', '2026-01-20T00:00:00Z', '--explain-zero'],
    ],
    code: 0,
    shows: ['no alert', '6  documents in logs-aws.cloudtrail-*', '← none left'],
  },
  {
    // The engine supports neither EQL nor ES|QL.
    args: ['run', rule('persistence_shell_startup_file_written_by_download_tool'), ...on, ...time],
    code: 2,
    shows: ['error[stack]', 'answered 400'],
  },
  {
    args: ['fields', 'learn', ...on, '--index', 'logs-*', '--last', '366d'],
    code: 0,
    shows: ['logs-aws.cloudtrail-default', 'logs-system.auth-default'],
  },
];

/**
 * Runs commands with `--on` on an engine with the sample events. Returns one message for each command whose
 * output is not as expected.
 */
export async function runCommands(url: string, root: string): Promise<string[]> {
  await loadSamples(url, join(root, 'rules/fixtures'));
  const front = await presentAsElasticsearch(url);
  const folder = mkdtempSync(join(tmpdir(), 'rulewright-engine-commands-'));
  copyRules(join(root, 'rules'), join(folder, 'rules'));
  try {
    const failures: string[] = [];
    for (const { args, code, shows } of commands) {
      const result = await run(root, folder, args, {
        RULEWRIGHT_ELASTICSEARCH_URL: front.url,
        XDG_CONFIG_HOME: folder,
      });
      const missing = shows.filter((text) => !result.output.includes(text));
      if (result.code !== code || missing.length > 0)
        failures.push(
          `rulewright ${args.join(' ')}: exit ${result.code}, without ${JSON.stringify(missing)}\n${result.output}`,
        );
    }
    return failures;
  } finally {
    front.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The engine has no runtime fields, which rules with a timestamp override need to count by time. */
function copyRules(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from).filter((one) => one.endsWith('.toml'))) {
    const text = readFileSync(join(from, name), 'utf8').replace(/^timestamp_override = .*\n/m, '');
    writeFileSync(join(to, name), text);
  }
}

/** Writes each sample event to the data stream of its integration. */
async function loadSamples(url: string, folder: string): Promise<void> {
  const dataset = accessField('event.dataset');
  const sets = new Map<string, EventObject[]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ndjson')))
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
      const event = JSON.parse(line) as EventObject;
      const name = `logs-${String(dataset.all(event)[0] ?? 'other')}-default`;
      sets.set(name, [...(sets.get(name) ?? []), event]);
    }
  const catalogue = loadEcsCatalogue();
  const engine = engineAt(url);
  for (const [name, documents] of sets)
    await engine.load(documentSet(name, documents, (field) => catalogue.get(field)?.mapping));
}

/** Elasticsearch's client rejects every server that does not identify itself as Elasticsearch. */
async function presentAsElasticsearch(url: string): Promise<{ readonly url: string; close(): void }> {
  const { hostname, port } = new URL(url);
  const server = createServer((incoming, outgoing) => {
    const { method, headers } = incoming;
    const { authorization: _, ...rest } = headers;
    const forwarded = request({ hostname, port, path: incoming.url, method, headers: rest }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, {
        ...answer.headers,
        'x-elastic-product': 'Elasticsearch',
      });
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function run(
  root: string,
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'server/dist/cli.js'), ...args],
      {
        cwd,
        env: { PATH: process.env.PATH ?? '', RULEWRIGHT_API_KEY: 'a-key-that-is-not-looked-at', ...env },
      },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
        resolve({ code, output: stdout + stderr });
      },
    );
  });
}
