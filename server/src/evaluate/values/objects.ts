import { deepestList, type EventObject, segmentsOf } from './access.js';

/** Reads the objects at a path of an event one by one, as a nested field stores them. */
export interface ObjectAccess {
  /** Returns whether any object satisfies the test. */
  some(event: EventObject, test: (object: EventObject) => boolean): boolean;
  /** Returns all objects in document order. */
  all(event: EventObject): EventObject[];
}

/** Sibling keys such as `path.field` form one object at `path`. */
function visitDotted(object: EventObject, start: string, test: (object: EventObject) => boolean): boolean {
  const below = Object.entries(object).filter(([key]) => key.startsWith(start));
  return (
    below.length > 0 &&
    test(Object.fromEntries(below.map(([key, value]) => [key.slice(start.length), value])))
  );
}

/** Returns the rest of a path from each of its parts on. */
function restsOf(path: string): readonly string[] {
  const rests = [path];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1))
    rests.push(path.slice(dot + 1));
  return rests;
}

/** Compiles the access to the objects at a path. Keys may be nested or dotted, objects single or in lists. */
export function accessObjects(path: string): ObjectAccess {
  const segments = segmentsOf(path);
  const rest = restsOf(path);
  const visit = (
    node: unknown,
    from: number,
    test: (object: EventObject) => boolean,
    nesting = 0,
  ): boolean => {
    if (Array.isArray(node))
      return nesting < deepestList && node.some((element) => visit(element, from, test, nesting + 1));
    if (typeof node !== 'object' || node === null) return false;
    const object = node as EventObject;
    if (from === segments.depth) return test(object);
    return (
      segments
        .from(from, object)
        .some(({ key, next }) => Object.hasOwn(object, key) && visit(object[key], next, test)) ||
      visitDotted(object, `${rest[from]}.`, test)
    );
  };
  return {
    some: (event, test) => visit(event, 0, test),
    all(event) {
      const objects: EventObject[] = [];
      visit(event, 0, (object) => {
        objects.push(object);
        return false;
      });
      return objects;
    },
  };
}
