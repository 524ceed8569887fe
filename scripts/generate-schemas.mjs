/**
 * Writes the JSON Schema of `.rulewright.yaml`, with every check and its description, from the checks
 * themselves.
 */
import { writeOutput } from './generators.mjs';
import { loadModule } from './load-module.mjs';

const output = 'schemas/configuration.schema.json';
const levels = ['error', 'warning', 'information', 'hint', 'off'];
const profiles = ['default', 'elastic'];

export default async function generate() {
  const { lints } = await loadModule('server/src/lint/registry.generated.ts');
  const texts = (description) => ({ type: 'array', items: { type: 'string' }, description });
  const checks = {
    type: 'object',
    description: 'Level by check; "off" disables a check.',
    additionalProperties: false,
    properties: Object.fromEntries(
      lints.map(({ id, summary, severity, profile }) => [
        id,
        {
          $ref: '#/definitions/level',
          description: `${summary}. Default: ${severity}${profile === 'elastic' ? ', only in the profile "elastic"' : ''}.`,
        },
      ]),
    ),
  };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Rulewright: configuration of checks',
    type: ['object', 'null'],
    additionalProperties: false,
    properties: {
      profile: {
        enum: profiles,
        description:
          '"elastic" adds the conventions of the rules that Elastic ships. It is enabled automatically in a checkout of detection-rules.',
      },
      checks: { $ref: '#/definitions/checks' },
      ignore: texts(
        'Files that are not checked: "*" within a name, "**" across folders, relative to this file.',
      ),
      overrides: {
        type: 'array',
        description: 'Levels for some files; the last match applies.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['paths', 'checks'],
          properties: { paths: texts('Patterns, as in "ignore".'), checks: { $ref: '#/definitions/checks' } },
        },
      },
      stacks: {
        type: 'object',
        description:
          'Profiles of stacks by name, see docs/stack.md. They contain no secrets, and are used only after approval on each machine.',
        propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]*$', not: { const: 'environment' } },
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          properties: {
            elasticsearch: { type: 'string', description: 'Address of Elasticsearch.' },
            kibana: { type: 'string', description: 'Address of Kibana.' },
            cloud_id: { type: 'string', description: 'Cloud id, instead of both addresses.' },
            space: {
              type: 'string',
              pattern: '^[a-z0-9_-]+$',
              description: 'Id of the space. Default: "default".',
            },
            index: texts('Index patterns that replace those of the rules.'),
            ca: {
              type: 'string',
              description: 'Certificate of a private certificate authority, relative to this file.',
            },
          },
        },
      },
    },
    // An unquoted `off` is false in YAML 1.1.
    definitions: { level: { enum: [...levels, false] }, checks },
  };
  writeOutput(output, `${JSON.stringify(schema, null, 2)}\n`);
}
