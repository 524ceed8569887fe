import type { FieldCatalogue } from '../../fields/catalogue.js';
import type { TomlDocument } from '../../toml/document.js';
import type { ConfinedFolder } from './confined-folder.js';
import type { Schemas } from './packages.js';

/** What tools work with. */
export interface ToolContext {
  readonly files: ConfinedFolder;
  /** Returns the fields that a rule can name, by the schemas of its checkout and what was learned; undefined where only ECS is known. */
  fieldsOf(path: string | undefined, document: TomlDocument): Promise<FieldCatalogue | undefined>;
}

/** The input of a tool, as it was checked against its schema. */
export type Input = Readonly<Record<string, unknown>>;

/** Something that an assistant can ask for. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Whether it changes files: then it is offered with `--allow-write` only. */
  readonly writes?: true;
  input(schemas: Schemas): Readonly<Record<string, unknown>>;
  /** Returns the answer as plain data. Throws a `Refusal` for what cannot be answered. */
  run(input: Input, context: ToolContext): object | Promise<object>;
}
