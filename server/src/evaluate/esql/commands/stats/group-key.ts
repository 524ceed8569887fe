import { esqlFunction } from '../../../../query/esql/functions/functions.js';
import type { Call, Expression } from '../../../../query/esql/syntax.js';
import { compileBucket } from '../../expressions/bucket.js';
import type { Cell, Place } from '../../expressions/cell.js';
import { compile } from '../../expressions/compile.js';
import { NotEvaluable } from '../../failure.js';
import type { Column } from '../../stage.js';
import { substitute } from './substitute.js';

/** Compiles a BY expression, which may contain BUCKET anywhere. */
export function compileGroupKey(value: Expression, place: Place): Cell {
  const buckets: Column[] = [];
  const { expression, environment } = substitute(
    value,
    (part) => {
      if (part.kind !== 'call' || esqlFunction(part.name)?.kind !== 'grouping') return undefined;
      const type = place.environment.typeOf(part);
      const bucket: Column = { name: `\0bucket ${buckets.length}`, type, at: compileGrouping(part, place) };
      buckets.push(bucket);
      return bucket;
    },
    place.environment,
  );
  return compile(expression, { columns: [...place.columns, ...buckets], environment });
}

function compileGrouping(call: Call, place: Place): Cell {
  const { name, span } = call;
  if (esqlFunction(name)?.name !== 'bucket')
    throw new NotEvaluable(`${name.toUpperCase()} is not evaluated`, span.start, span.end);
  return compileBucket(
    call,
    call.arguments.map((argument) => compile(argument, place)),
    place,
  );
}
