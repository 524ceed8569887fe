import { nearestNames } from '../../text/nearest.js';
import { cover, type Span } from '../../text/span.js';
import type { GrammarOptions } from '../recovering-parser.js';
import { tokenSpan } from '../token.js';
import { tokenTypes } from '../token-types.js';
import {
  commandFacts,
  commandShapes,
  formerInlineStats,
  processingCommands,
  sourceCommands,
} from './commands.js';
import { type CommandBody, EsqlCommands } from './grammar-commands.js';
import { levels } from './grammar-expressions.js';
import type { Kinds } from './grammar-operands.js';
import type {
  Command,
  EsqlQuery,
  IndexPattern,
  OtherCommand,
  Pipeline,
  Setting,
  Subquery,
} from './syntax.js';
import type { EsqlToken, EsqlTokenKind } from './tokens.js';

const commandKinds: Kinds = new Set<EsqlTokenKind>(commandShapes.map((shape) => `command-${shape}` as const));
const commandEnds: Kinds = new Set<EsqlTokenKind>(['|', 'end', 'pipeline-end']);
const processingWords: ReadonlySet<string> = new Set(processingCommands);

/** Commands that create no columns: if parts of them are skipped, no later command misses a column. */
const withoutNewColumns: ReadonlySet<Command['kind']> = new Set([
  'from',
  'where',
  'keep',
  'drop',
  'sort',
  'limit',
]);

/** The queries of ES|QL (docs/semantics/esql.md#grammar). An instance can parse several queries in turn. */
export class EsqlGrammar extends EsqlCommands {
  /** The skipped part of the last command, if it can have created columns. */
  private skippedCommand: OtherCommand | undefined;

  constructor(options?: GrammarOptions) {
    super(options);
    this.performSelfAnalysis();
  }

  /** Parses the query of these tokens. Reports leftover tokens. */
  parse(tokens: readonly EsqlToken[], textLength: number): EsqlQuery {
    this.begin(tokens, textLength);
    this.openPipelines = 0;
    this.inCondition = false;
    return this.complete(this.query());
  }

  /** query := setting* pipeline */
  private readonly query = this.RULE('query', (): EsqlQuery => {
    const settings: Setting[] = [];
    this.MANY(() => {
      settings.push(this.SUBRULE(this.setting));
    });
    const pipeline = this.SUBRULE(this.pipeline);
    return { ...pipeline, settings };
  });

  /** setting := "set" name "=" (constant | options) ";" */
  private readonly setting = this.RULE('setting', (): Setting => {
    const start = this.read(this.CONSUME(tokenTypes.identifier));
    const name = this.nameHere(0, 'name');
    this.missing('=') ?? this.CONSUME(tokenTypes.assignment);
    const value = this.RECORDING_PHASE
      ? this.OR([
          { ALT: () => this.SUBRULE(this.optionMap) },
          { ALT: () => this.SUBRULE(this.operand, { ARGS: [levels.signed] }) },
        ])
      : this.next.kind === '{'
        ? this.SUBRULE(this.optionMap)
        : this.SUBRULE(this.operand, { ARGS: [levels.signed] });
    const end = this.missing(';') ?? this.read(this.CONSUME(tokenTypes[';']));
    return { name, value, span: cover(start, end) };
  });

  /** pipeline := command ("|" command)* */
  protected readonly pipeline = this.RULE('pipeline', (): Pipeline => {
    const { start } = this.next;
    const commands: Command[] = [];
    this.addCommand(0, commands, true);
    this.MANY(() => {
      const pipe = this.read(this.CONSUME(tokenTypes['|']));
      this.behindPipe(commands, pipe);
    });
    return { commands, span: { start, end: this.previous.end } };
  });

  /** branch := command ("|" command)*, which continues with the rows of the enclosing query */
  private readonly branch = this.RULE('branch', (): Pipeline => {
    const { start } = this.next;
    const commands: Command[] = [];
    this.addCommand(0, commands, false);
    this.MANY(() => {
      const pipe = this.read(this.CONSUME(tokenTypes['|']));
      this.behindPipe(commands, pipe);
    });
    return { commands, span: { start, end: this.previous.end } };
  });

  private behindPipe(commands: Command[], pipe: EsqlToken): void {
    const { kind } = this.next;
    if (!this.RECORDING_PHASE && commandEnds.has(kind)) {
      if (kind === '|') this.report('empty-command', cover(pipe, this.next));
      else this.report('trailing-pipe', tokenSpan(pipe));
      return;
    }
    this.addCommand(1, commands, false);
  }

  private addCommand(index: 0 | 1, commands: Command[], isFirst: boolean): void {
    if (!this.RECORDING_PHASE && !this.isCommand()) {
      this.reportMissing(isFirst ? 'source' : 'command');
      this.skipCommand();
      return;
    }
    const command = this.subrule(index, this.command, { ARGS: [isFirst] });
    if (this.RECORDING_PHASE) return;
    commands.push(command);
    if (this.skippedCommand) commands.push(this.skippedCommand);
  }

  private isCommand(): boolean {
    return commandKinds.has(this.next.kind) || this.next.kind === 'unknown-command';
  }

  /** command := name arguments */
  private readonly command = this.RULE('command', (isFirst: boolean): Command => {
    const { next } = this;
    const problems = this.found.length;
    this.isConnectiveGuessed = false;
    const name = next.image.toUpperCase().replace(/\s+/g, ' ');
    const nameSpan = tokenSpan(next);
    if (!this.RECORDING_PHASE) this.checkPlace(next, name, nameSpan, isFirst);
    const body = this.OR(this.commandAlternatives);
    if (this.RECORDING_PHASE) return { kind: 'other', name, nameSpan, span: nameSpan };
    const { previous } = this;
    this.skippedCommand = this.endCommand(problems, body.kind);
    const span = cover(nameSpan, tokenSpan(this.skippedCommand ? previous : this.previous));
    return { ...body, name: commandFacts(name)?.name ?? name, nameSpan, span } as Command;
  });
  private readonly commandAlternatives = [
    { ALT: () => this.from() },
    { ALT: () => this.behind('command-where', () => this.SUBRULE(this.where)) },
    { ALT: () => this.behind('command-eval', () => this.SUBRULE(this.evaluation)) },
    {
      ALT: () => this.behind('command-stats', (at) => this.SUBRULE(this.stats, { ARGS: ['stats', at] })),
    },
    {
      ALT: () =>
        this.behind('command-names', (_, name) =>
          this.SUBRULE(this.names, { ARGS: [name.toLowerCase() === 'drop' ? 'drop' : 'keep'] }),
        ),
    },
    { ALT: () => this.behind('command-sort', () => this.SUBRULE(this.sort)) },
    { ALT: () => this.behind('command-limit', () => this.SUBRULE(this.limit)) },
    { ALT: () => this.behind('command-grok', () => this.SUBRULE(this.grok)) },
    { ALT: () => this.behind('command-dissect', () => this.SUBRULE(this.dissect)) },
    { ALT: () => this.behind('command-mv-expand', () => this.SUBRULE(this.mvExpand)) },
    { ALT: () => this.behind('command-rename', () => this.SUBRULE(this.rename)) },
    {
      ALT: () =>
        this.behind('command-inline-stats', (at) =>
          this.SUBRULE1(this.stats, { ARGS: ['inline-stats', at] }),
        ),
    },
    {
      ALT: () =>
        this.behind('command-lookup-join', (at, name) =>
          this.SUBRULE(this.lookupJoin, { ARGS: [{ text: name.split(/\s/)[0]!.toUpperCase(), span: at }] }),
        ),
    },
    { ALT: () => this.behind('command-enrich', (at) => this.SUBRULE(this.enrich, { ARGS: [at] })) },
    { ALT: () => this.behind('command-row', () => this.SUBRULE(this.row)) },
    { ALT: () => this.fork() },
    { ALT: () => this.behind('command-completion', () => this.SUBRULE(this.completion)) },
    { ALT: () => this.behind('command-change-point', () => this.SUBRULE(this.changePoint)) },
    { ALT: () => this.behind('command-sample', () => this.SUBRULE(this.sample)) },
    { ALT: () => this.behind('command-rerank', () => this.SUBRULE(this.rerank)) },
    { ALT: () => this.behind('command-parts', () => this.SUBRULE(this.parts)) },
    { ALT: () => this.behind('command-other', () => this.skipped('other')) },
    { ALT: () => this.behind('command-explain', () => this.skipped('other')) },
    { ALT: () => this.behind('unknown-command', () => this.skipped('unknown')) },
    { ALT: () => this.behind('command-show', () => this.show()) },
    { ALT: () => this.behind('command-bare', (_, name) => this.bare(name)) },
  ];

  private behind(
    kind: EsqlTokenKind & keyof typeof tokenTypes,
    read: (at: Span, name: string) => CommandBody,
  ): CommandBody {
    const token = this.read(this.CONSUME(tokenTypes[kind]));
    return read(tokenSpan(token), token.image);
  }

  private checkPlace(token: EsqlToken, name: string, span: Span, isFirst: boolean): void {
    if (token.kind === 'unknown-command') {
      const known = isFirst ? sourceCommands : [...processingCommands, formerInlineStats];
      const [nearest] = nearestNames(name, known);
      this.report(
        isFirst ? 'unknown-source-command' : 'unknown-processing-command',
        span,
        token.image,
        nearest && inCaseOf(token.image, nearest),
      );
      return;
    }
    const facts = commandFacts(name);
    if (facts?.maturity === 'snapshot') this.report('snapshot-command', span, name);
    else if (!facts) return;
    else if (isFirst && !facts.isSource) this.report('processing-at-start', span, name);
    else if (!isFirst && facts.isSource) this.report('source-behind-pipe', span, name);
  }

  /**
   * Skips the rest of a command, and reports it unless the command already has a problem. If it can create
   * columns, returns it as a separate, unknown command: the columns after it are unknown too.
   */
  private endCommand(problems: number, kind: Command['kind']): OtherCommand | undefined {
    const { next } = this;
    if (commandEnds.has(next.kind) && (next.kind !== 'pipeline-end' || this.openPipelines > 0))
      return undefined;
    if (this.found.length === problems) this.reportLeft(next);
    const isPipeMissing = this.found.at(-1)?.kind === 'missing-pipe';
    this.skipCommand();
    if (!isPipeMissing && withoutNewColumns.has(kind)) return undefined;
    const nameSpan = tokenSpan(next);
    return { kind: 'unknown', name: next.image, nameSpan, span: cover(nameSpan, tokenSpan(this.previous)) };
  }

  private reportLeft(next: EsqlToken): void {
    const span = tokenSpan(next);
    const behind = this.peek(1).image;
    const double = `${next.image} ${behind}`.toUpperCase();
    if (next.image.toLowerCase() === 'metadata' && this.peek(1).kind === 'identifier')
      this.report('metadata-before', tokenSpan(this.peek(1)));
    else if (next.kind === ';') this.report('trailing-semicolon', span);
    else if (processingWords.has(next.image.toUpperCase())) this.report('missing-pipe', span, next.image);
    else if (processingWords.has(double))
      this.report('missing-pipe', cover(span, tokenSpan(this.peek(1))), `${next.image} ${behind}`);
    else this.report('unexpected', span, next.image);
  }

  /** Skips to the next pipe of this pipeline. */
  private skipCommand(): void {
    let open = 0;
    for (;;) {
      const { kind } = this.next;
      if (kind === 'end') return;
      if (open === 0 && kind === '|') return;
      if (kind === 'pipeline-start') open++;
      if (kind === 'pipeline-end') {
        if (open === 0 && this.openPipelines > 0) return;
        open = Math.max(0, open - 1);
      }
      this.advance();
    }
  }

  private skipped(kind: 'other' | 'unknown'): CommandBody {
    if (!this.RECORDING_PHASE) this.skipCommand();
    return { kind };
  }

  private show(): CommandBody {
    const info = this.next;
    if (this.RECORDING_PHASE || info.image.toLowerCase() !== 'info')
      this.report('show-info', tokenSpan(info));
    if (this.RECORDING_PHASE || commandEnds.has(info.kind)) return { kind: 'other' };
    this.advance();
    if (!commandEnds.has(this.next.kind)) {
      this.report('unexpected', tokenSpan(this.next), this.next.image);
      this.skipCommand();
    }
    return { kind: 'other' };
  }

  private bare(name: string): CommandBody {
    const { next } = this;
    if (!this.RECORDING_PHASE && !commandEnds.has(next.kind)) {
      this.report('command-arguments', tokenSpan(next), name.toUpperCase());
      this.skipCommand();
    }
    return { kind: 'other' };
  }

  /** from := "from" source ("," source)* metadata? */
  private from(): CommandBody {
    this.CONSUME(tokenTypes['command-from']);
    const sources: (IndexPattern | Subquery)[] = [];
    this.addSource(1, sources);
    this.MANY1(() => {
      this.CONSUME(tokenTypes[',']);
      this.addSource(2, sources);
    });
    const metadata = this.OPTION(() => this.SUBRULE(this.metadata));
    return { kind: 'from', sources, metadata };
  }

  private addSource(index: 1 | 2, sources: (IndexPattern | Subquery)[]): void {
    if (this.RECORDING_PHASE) {
      this.or(index, [
        { ALT: () => this.subrule(index, this.subquery) },
        { ALT: () => this.indexHere(index) },
      ]);
      return;
    }
    if (this.next.kind === 'pipeline-start') {
      sources.push(this.subrule(index, this.subquery));
      return;
    }
    const pattern = this.indexHere(index);
    if (pattern) sources.push(pattern);
  }

  /** fork := "fork" ("(" branch ")")+ */
  private fork(): CommandBody {
    this.CONSUME(tokenTypes['command-fork']);
    const branches: Pipeline[] = [];
    if (!this.RECORDING_PHASE && this.next.kind !== 'pipeline-start') this.reportMissing('(');
    this.MANY2(() => {
      this.CONSUME(tokenTypes['pipeline-start']);
      this.openPipelines++;
      branches.push(this.SUBRULE(this.branch));
      this.openPipelines--;
      this.missing('pipeline-end', ')') ?? this.CONSUME(tokenTypes['pipeline-end']);
    });
    return { kind: 'fork', branches };
  }
}

/** Returns a name in the letter case of another. */
function inCaseOf(written: string, name: string): string {
  return written === written.toUpperCase() ? name : name.toLowerCase();
}
