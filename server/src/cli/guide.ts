import type { EventObject } from '../evaluate/values/access.js';
import { renderGuide } from '../ide/guide/guide.js';
import { standaloneHtml } from '../ide/guide/standalone.js';
import { markupWithoutCommands } from '../text/ci-commands.js';
import { visibleText } from '../text/visible.js';
import { readEvents } from './event-files.js';
import { exitCodeOf } from './exit-code.js';
import { type FileFinding, toFileFinding } from './findings.js';
import { loadRules } from './load-rules.js';
import { type ParsedOptions, UsageError } from './options.js';
import type { Output } from './output.js';
import { renderFinding } from './report/source-lines.js';

/** `rulewright guide`: returns the exit code. */
export async function guideCommand(options: ParsedOptions, output: Output): Promise<number> {
  if (options.positionals.length !== 1) throw new UsageError('guide takes one rule', 'rulewright guide RULE');
  const { rules, unreadable } = loadRules(options.positionals, output);
  const [loaded] = rules;
  const show = (finding: FileFinding): void =>
    output.message(
      renderFinding(
        finding,
        loaded && finding.path === loaded.path ? loaded.lines : undefined,
        output.colors,
      ),
    );
  unreadable.forEach(show);
  if (!loaded) return 2;

  const { event, problems } = await firstEvent(options.text('event'), output);
  problems.forEach(show);
  if (options.text('event') !== undefined && !event && problems.length === 0)
    output.message('rulewright: the file has no event to fill placeholders with');
  const guide = renderGuide(loaded.rule, { event });
  for (const problem of guide.problems) show(toFileFinding(problem, loaded.path, loaded.lines));
  if (!guide.hasGuide) output.message('rulewright: the rule has no investigation guide; write it in "note"');
  if (options.text('format') === 'html')
    output.report(markupWithoutCommands(visibleText(standaloneHtml(guide).replaceAll('\r\n', '\n'))));
  else output.write(guide.markdown);
  return exitCodeOf(problems, { unusable: problems.some(({ severity }) => severity === 'error') });
}

/** Returns the file's first event, which fills placeholders. */
async function firstEvent(
  path: string | undefined,
  output: Output,
): Promise<{ event: EventObject | undefined; problems: readonly FileFinding[] }> {
  let first: EventObject | undefined;
  const found = new AbortController();
  if (path === undefined) return { event: first, problems: [] };
  const { problems } = await readEvents(
    [path],
    (event) => {
      first ??= event;
      found.abort();
    },
    output,
    { signal: found.signal },
  );
  return { event: first, problems };
}
