import testFileSchema from '../../../../schemas/test-file.schema.json';

/** The subset of JSON Schema that the schema of test files uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
}

const eventReference = '#/definitions/event';

/** The schema at a position of a test file: its keys and values, or that it is in an event. */
export type SchemaPlace =
  | { readonly kind: 'schema'; readonly schema: JsonSchema }
  | {
      readonly kind: 'event';
      /** The schema of the whole event. */
      readonly schema: JsonSchema;
      /** Keys within the event. Numbers are indexes in lists of values. */
      readonly path: readonly (string | number)[];
    };

/** Returns the schema at a path of a test file, or undefined. */
export function schemaPlaceAt(path: readonly (string | number)[]): SchemaPlace | undefined {
  let schema: JsonSchema | undefined = testFileSchema as unknown as JsonSchema;
  for (const [index, step] of path.entries()) {
    if (schema.$ref === eventReference)
      return { kind: 'event', schema: resolveSchema(schema), path: path.slice(index) };
    const resolved = resolveSchema(schema);
    const choices: readonly JsonSchema[] = [resolved, ...(resolved.oneOf ?? []).map(resolveSchema)];
    schema = choices
      .map((one) => (typeof step === 'number' ? one.items : one.properties?.[step]))
      .find((one) => one !== undefined);
    if (!schema) return undefined;
  }
  return schema.$ref === eventReference
    ? { kind: 'event', schema: resolveSchema(schema), path: [] }
    : { kind: 'schema', schema: resolveSchema(schema) };
}

/** Returns the definition that a schema refers to, overridden by the schema's own properties. */
export function resolveSchema(schema: JsonSchema): JsonSchema {
  const name = /^#\/definitions\/(.+)$/.exec(schema.$ref ?? '')?.[1];
  const definitions = testFileSchema.definitions as unknown as Readonly<Record<string, JsonSchema>>;
  const definition = name === undefined ? undefined : definitions[name];
  return definition ? { ...definition, ...schema } : schema;
}

/** The keys of an event that are not fields. */
export const eventKeys: Readonly<Record<string, JsonSchema>> = testFileSchema.definitions.event
  .properties as unknown as Readonly<Record<string, JsonSchema>>;
