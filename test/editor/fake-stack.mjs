/**
 * A fake stack for the editor: servers that answer like Kibana and Elasticsearch, with some of the
 * workspace's rules.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { loadModule } from '../../scripts/load-module.mjs';
import { editorFolder, rootFolder } from './setup.mjs';

const time = '2026-01-12T09:00:00Z';

/** An event that the container rule matches. */
const document = {
  _index: 'logs-endpoint.events.process-default',
  _id: 'event-1',
  _source: {
    '@timestamp': time,
    event: { category: 'process', type: 'start', action: 'exec' },
    host: { name: 'web-1', os: { type: 'linux' } },
    process: {
      name: 'kubectl',
      entry_leader: { entry_meta: { type: 'container' } },
    },
  },
};

/**
 * Starts both servers and sets their addresses in the environment, where the language server looks for them.
 */
export async function startFakeStack() {
  const { startKibana } = await loadModule('test/helpers/fake-stack/kibana.ts');
  const { hits, startElasticsearch } = await loadModule('test/helpers/fake-stack/elasticsearch.ts');
  const key = 'ZmFrZS1pZDpmYWtlLWtleQ==';
  const exported = (name) => {
    const cli = path.join(rootFolder, 'server/dist/cli.js');
    const file = path.join(editorFolder, 'workspace/rules', name);
    return JSON.parse(
      execFileSync(process.execPath, [cli, 'export', file, '--format', 'json'], { encoding: 'utf8' }),
    )[0];
  };
  const container = exported('container_tool.toml');
  const kibana = await startKibana({
    key,
    rules: [
      { ...container, severity: 'critical', risk_score: 99 },
      exported('guessed_password.toml'),
      { ...container, rule_id: '0dd0c0de-0000-4000-8000-000000000000', name: 'Made in Kibana' },
    ],
  });
  const elasticsearch = await startElasticsearch({
    key,
    documents: [document],
    answer: ({ path: asked }) => (asked.startsWith('/.preview.alerts') ? { body: hits([]) } : undefined),
    fields: {
      '@timestamp': 'date',
      'event.category': 'keyword',
      'event.type': 'keyword',
      'process.name': 'keyword',
    },
  });
  Object.assign(process.env, {
    RULEWRIGHT_KIBANA_URL: kibana.url,
    RULEWRIGHT_ELASTICSEARCH_URL: elasticsearch.url,
    RULEWRIGHT_API_KEY: key,
  });
  return { stop: () => Promise.all([kibana.close(), elasticsearch.close()]) };
}
