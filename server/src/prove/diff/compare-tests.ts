import { withFields } from '../../evaluate/prepare/rule-inputs.js';
import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { Rule } from '../../rule/rule.js';
import { caseEvents, type EventsReader } from '../../testing/case-events.js';
import { caseInputs } from '../../testing/case-inputs.js';
import { runCase } from '../../testing/run-case.js';
import type { TestFile } from '../../testing/test-file.js';

/** A test whose number of alerts differs in the new version of the rule. */
export interface ChangedTest {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** Runs a rule's tests on two versions, and returns those that raise more or fewer alerts than before. */
export function compareTests(
  before: Rule,
  after: Rule,
  file: TestFile | undefined,
  readEvents: EventsReader,
  fields: FieldCatalogue | undefined,
): readonly ChangedTest[] {
  if (!file || file.fault) return [];
  return file.cases.flatMap((one): ChangedTest[] => {
    const built = one.fault ? undefined : caseEvents(one, file, readEvents);
    if (!built?.ok) return [];
    const alertsOf = (rule: Rule): number | undefined => {
      const given = caseInputs(one, file, rule, built.events, readEvents);
      if (!given.ok) return undefined;
      const verdict = runCase(rule, built.events, one.expect, file.now, withFields(given.inputs, fields));
      return verdict.kind === 'run' ? verdict.actual.alerts : undefined;
    };
    const [own, other] = [alertsOf(before), alertsOf(after)];
    if (own === undefined || other === undefined || own === other) return [];
    return [{ name: one.name, before: own, after: other }];
  });
}
