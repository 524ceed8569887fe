/** Writes the JSON Schema of `.rulewright.yaml`, with every check and what it finds, from the checks themselves. */
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
    description: 'Level by check; "off" leaves a check out.',
    additionalProperties: false,
    properties: Object.fromEntries(
      lints.map(({ id, summary, severity, profile }) => [
        id,
        {
          $ref: '#/definitions/level',
          description: `${summary}. ${severity}${profile === 'elastic' ? ', in the profile "elastic" only' : ''} unless set.`,
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
          '"elastic" adds the conventions of the rules that Elastic ships. It is on by itself in a checkout of detection-rules.',
      },
      checks: { $ref: '#/definitions/checks' },
      ignore: texts(
        'Files that are not checked: "*" within a name, "**" over folders, from the folder of this file.',
      ),
      overrides: {
        type: 'array',
        description: 'Levels for some files; of several that match the last counts.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['paths', 'checks'],
          properties: { paths: texts('Patterns as in "ignore".'), checks: { $ref: '#/definitions/checks' } },
        },
      },
    },
    // An unquoted off is false in older YAML.
    definitions: { level: { enum: [...levels, false] }, checks },
  };
  writeOutput(output, `${JSON.stringify(schema, null, 2)}\n`);
}
