import type { TableQuery } from '../../../evaluate/plan/planned-table.js';
import type { EsqlQuery } from '../../../query/esql/syntax.js';
import type { RuleMutant } from '../rule-mutant.js';
import { pipelineMutants } from './pipeline-mutants.js';

/** Returns the changes of an ES|QL query that Elasticsearch would accept. */
export function tableMutants({ tree, accepts }: TableQuery): readonly RuleMutant[] {
  return pipelineMutants(tree).flatMap(({ part, probes = [], ...change }): RuleMutant[] => {
    const changed: EsqlQuery = { ...tree, ...part };
    if (!accepts(changed)) return [];
    return [
      {
        ...change,
        trees: [changed, ...probes.map((probe) => ({ ...tree, ...probe })).filter(accepts)],
        change: (planned) =>
          planned.kind === 'table' ? { ...planned, table: planned.table.withTree(changed) } : planned,
      },
    ];
  });
}
