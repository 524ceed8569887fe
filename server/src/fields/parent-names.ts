/** Limit of the depth of objects: no mapping is as deep, and long names stay cheap. */
const mostParents = 50;

/** Yields the names of the objects around a field, outermost first: `a` and `a.b` for `a.b.c`. */
export function* parentNames(name: string): Iterable<string> {
  let dot = name.indexOf('.');
  for (let count = 0; dot > 0 && count < mostParents; count++) {
    yield name.slice(0, dot);
    dot = name.indexOf('.', dot + 1);
  }
}
