import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { TomlDocument } from '../../toml/document.js';
import type { ConfinedFolder } from './confined-folder.js';
import type { Schemas } from './packages.js';

/** Context of a tool call. */
export interface ToolContext {
  readonly files: ConfinedFolder;
  /**
   * Returns the fields that a rule can name, from its checkout's schemas and learned fields; undefined if
   * only ECS is known.
   */
  fieldsOf(path: string | undefined, document: TomlDocument): Promise<FieldCatalogue | undefined>;
}

/** A tool's input, already validated against its schema. */
export type Input = Readonly<Record<string, unknown>>;

/** A tool that an assistant can call. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Whether it changes files, in which case it is only available with `--allow-write`. */
  readonly writes?: true;
  input(schemas: Schemas): Readonly<Record<string, unknown>>;
  /** Returns the answer as plain data. Throws a `Refusal` if it cannot answer. */
  run(input: Input, context: ToolContext): object | Promise<object>;
}
