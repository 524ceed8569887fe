import { type Draft, draftRule } from '../../../authoring/draft/draft-rule.js';
import { type DraftType, draftTypes } from '../../../authoring/draft/draft-types.js';
import { today } from '../../../rule/schema-check/today.js';
import { documents, documentsOf, eventInput, eventsOfFile, givenEvents } from '../given-events.js';
import { Refusal } from '../refusal.js';
import type { Tool } from '../tool.js';

/** A tool that creates a rule from events. */
export const draftRuleTool: Tool = {
  name: 'draft_rule',
  title: 'Draft a rule from events',
  description:
    'Drafts a rule that raises an alert on all of the events and on as few baseline events as possible: type, query and test cases. The draft was run. Next: check_rule, add a name and description, then mutate_rule.',
  input: (z) => ({
    ...eventInput(z),
    baseline: documents(z, 'normal events that should raise no alert'),
    baseline_file: z.string().max(1000).optional().describe('path of a file with these events'),
    type: z.enum(draftTypes).optional().describe('by default, chosen from the events'),
    name: z.string().min(1).max(200).describe('name of the rule'),
  }),
  run(input, context) {
    const events = givenEvents(input, context);
    const { baseline_file: file } = input;
    const baseline =
      typeof file === 'string'
        ? eventsOfFile(file, context)
        : { events: documentsOf(input.baseline), addressOf: (number: number) => `baseline[${number}]` };
    const draft = draftRule({
      events,
      baseline,
      type: input.type as DraftType | undefined,
      most: 4,
      options: {
        name: String(input.name),
        author: 'Your name',
        today: today(),
        id: globalThis.crypto.randomUUID(),
      },
    });
    if (!draft.ok) throw new Refusal(draft.error);
    return answerOf(draft, baseline.addressOf);
  },
};

function answerOf(
  { base, text, type, because, hits, cases }: Draft,
  addressOf: (number: number) => string,
): object {
  return {
    fileName: `${base}.toml`,
    type,
    because,
    text,
    testCases: cases,
    baselineAlerts: hits.length,
    baselineEvents: hits.map((alert) => alert.map(addressOf)),
  };
}
