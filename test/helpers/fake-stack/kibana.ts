import { type FakeAnswer, type FakeServer, type SeenRequest, startServer } from './server.js';

type StoredRule = Record<string, unknown> & { rule_id: string };

/** Kinds of deployments with their status. */
const flavours = {
  hosted: { build_flavor: 'traditional', headers: { 'x-found-handling-cluster': 'f00d' } },
  'self-managed': { build_flavor: 'traditional', headers: {} },
  serverless: { build_flavor: 'serverless', headers: {} },
} as const;

export interface FakeKibanaOptions {
  readonly flavour?: keyof typeof flavours;
  readonly version?: string;
  /** The key that is accepted. */
  readonly key?: string;
  readonly space?: string;
  readonly rules?: readonly StoredRule[];
  /** Returns the answer to a preview. */
  readonly preview?: (body: Record<string, unknown>) => FakeAnswer;
}

export interface FakeKibana extends FakeServer {
  /** By `rule_id`. */
  readonly rules: Map<string, StoredRule>;
  /** Changes a rule as its page in Kibana does. */
  edit(ruleId: string, change: Record<string, unknown>): void;
}

const rulesPath = '/api/detection_engine/rules';
/** Fields that Kibana requires in each rule. */
const required = ['name', 'description', 'risk_score', 'severity', 'type'];
/** Fields that a preview rejects. */
const notInPreview = ['id', 'rule_id', 'immutable', 'rule_source', 'revision', 'version'];
/** Defaults that Kibana fills in. */
const defaults = {
  enabled: false,
  interval: '5m',
  from: 'now-6m',
  to: 'now',
  actions: [],
  exceptions_list: [],
  author: [],
  tags: [],
  false_positives: [],
  references: [],
  max_signals: 100,
  threat: [],
  setup: '',
  related_integrations: [],
  required_fields: [],
  risk_score_mapping: [],
  severity_mapping: [],
  output_index: '',
  meta: {},
} as const;

/** Starts a server that answers Rulewright's requests like Kibana; its rules are in memory. */
export async function startKibana(options: FakeKibanaOptions = {}): Promise<FakeKibana> {
  const { flavour = 'self-managed', version = '9.5.1', key, space = 'default' } = options;
  const rules = new Map<string, StoredRule>();
  let created = 0;
  const store = (rule: StoredRule): StoredRule => {
    const stored = {
      ...structuredClone(defaults),
      language: 'kuery',
      version: 1,
      revision: 0,
      immutable: false,
      id: `00000000-0000-4000-8000-${String(created++).padStart(12, '0')}`,
      rule_source: { type: 'internal' },
      created_at: '2026-01-01T00:00:00.000Z',
      created_by: 'elastic',
      updated_at: '2026-01-01T00:00:00.000Z',
      updated_by: 'elastic',
      ...rule,
    };
    rules.set(rule.rule_id, stored);
    return stored;
  };
  for (const rule of options.rules ?? []) store(rule);
  const edit = (ruleId: string, change: Record<string, unknown>): StoredRule => {
    const before = rules.get(ruleId)!;
    const after = { ...before, ...change };
    if (JSON.stringify(after) !== JSON.stringify(before)) after.revision = Number(before.revision) + 1;
    rules.set(ruleId, after);
    return after;
  };
  const base = space === 'default' ? '' : `/s/${space}`;
  const respond = (request: SeenRequest): FakeAnswer => {
    const { method, query, headers } = request;
    if (!request.path.startsWith(base)) return kibanaError(404, 'Not Found', 'Not Found');
    const path = request.path.slice(base.length);
    if (path === '/api/status') {
      const { build_flavor, headers: own } = flavours[flavour];
      return { headers: own, body: { version: { number: version, build_flavor } } };
    }
    if (key !== undefined && headers.authorization !== `ApiKey ${key}`)
      return kibanaError(401, 'Unauthorized', '[security_exception]: unable to authenticate');
    if (method !== 'GET' && headers['kbn-xsrf'] === undefined)
      return kibanaError(400, 'Bad Request', 'Request must contain a kbn-xsrf header.');
    if (headers['elastic-api-version'] !== '2023-10-31')
      return kibanaError(400, 'Bad Request', 'Unknown API version.');
    if (path === `${rulesPath}/_find`) return findPage([...rules.values()], query);
    if (path === `${rulesPath}/preview`) return preview(request, options);
    if (path !== rulesPath) return kibanaError(404, 'Not Found', 'Not Found');
    const body = Object(request.body) as StoredRule;
    const id = method === 'POST' || method === 'PUT' ? body.rule_id : (query.get('rule_id') ?? '');
    const existing = rules.get(id);
    if (method === 'POST') {
      if (existing) return siemError(409, `rule_id: "${id}" already exists`);
      return refusal(body) ?? { body: store(body) };
    }
    if (!existing) return siemError(404, `rule_id: "${id}" not found`);
    if (method === 'GET') return { body: existing };
    if (method === 'DELETE') {
      rules.delete(id);
      return { body: existing };
    }
    const refused = refusal(body);
    if (refused) return refused;
    if (body.type !== existing.type) return siemError(400, 'type cannot be changed');
    const { enabled = existing.enabled, ...rest } = body;
    const { id: own, version: number, revision, immutable, rule_source, created_at, created_by } = existing;
    const replaced = {
      ...structuredClone(defaults),
      language: 'kuery',
      id: own,
      version: number,
      revision,
      immutable,
      rule_source,
      created_at,
      created_by,
      updated_at: existing.updated_at,
      updated_by: existing.updated_by,
      ...rest,
      enabled,
    } as StoredRule;
    if (!sameContent(replaced, existing)) replaced.revision = Number(revision) + 1;
    rules.set(id, replaced);
    return { body: replaced };
  };
  const server = await startServer(respond);
  return { ...server, rules, edit };
}

function sameContent(a: StoredRule, b: StoredRule): boolean {
  const text = (rule: StoredRule): string =>
    JSON.stringify(Object.entries(rule).sort(([x], [y]) => (x < y ? -1 : 1)));
  return text(a) === text(b);
}

function refusal(rule: Record<string, unknown>): FakeAnswer | undefined {
  const missing = required.filter((name) => rule[name] === undefined);
  if (missing.length === 0) return undefined;
  return kibanaError(
    400,
    'Bad Request',
    `[request body]: ${missing.map((name) => `${name}: Required`).join(', ')}`,
  );
}

function findPage(all: readonly StoredRule[], query: URLSearchParams): FakeAnswer {
  const wanted = /immutable: (true|false)$/.exec(query.get('filter') ?? '')?.[1];
  const rules = all.filter(({ immutable }) => wanted === undefined || String(immutable) === wanted);
  const [page, perPage] = [Number(query.get('page')), Number(query.get('per_page'))];
  if (page * perPage > 10_000) return siemError(400, 'Result window is too large');
  return {
    body: { page, perPage, total: rules.length, data: rules.slice((page - 1) * perPage, page * perPage) },
  };
}

function preview({ body }: SeenRequest, options: FakeKibanaOptions): FakeAnswer {
  const rule = Object(body) as Record<string, unknown>;
  const unknown = notInPreview.filter((name) => name in rule);
  if (unknown.length > 0)
    return kibanaError(400, 'Bad Request', `[request body]: Unrecognized key(s): ${unknown.join()}`);
  if (!Number.isInteger(rule.invocationCount) || !/Z$/.test(String(rule.timeframeEnd)))
    return kibanaError(400, 'Bad Request', '[request body]: invocationCount, timeframeEnd: Invalid');
  return (
    refusal(rule) ??
    options.preview?.(rule) ?? {
      body: { previewId: 'preview-1', isAborted: false, logs: [{ errors: [], warnings: [], duration: 12 }] },
    }
  );
}

const kibanaError = (statusCode: number, error: string, message: string): FakeAnswer => ({
  status: statusCode,
  body: { statusCode, error, message },
});

const siemError = (status_code: number, message: string): FakeAnswer => ({
  status: status_code,
  body: { status_code, message },
});
