import { randomBytes } from 'node:crypto';
import pc from 'picocolors';
import { withoutCommands } from '../text/ci-commands.js';
import { visibleText } from '../text/visible.js';

/** Colours of one stream: real ones on a terminal, none elsewhere or with `NO_COLOR`. */
export type Colors = Readonly<Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan', Paint>>;
type Paint = (text: string) => string;

/** A writer of coloured text for a stream. */
export interface Painter {
  readonly colors: Colors;
  /** Makes text safe to show: only this painter's colours reach the terminal as escape sequences. */
  readonly finish: Paint;
}

const sequenceStart = '\u001b[';

/**
 * Creates a painter. It marks colours with a secret instead of the escape sequence, because rules and events
 * can contain escape sequences too; `finish` shows those as text.
 */
export function createPainter(enabled: boolean): Painter {
  const mark = `\u0001${randomBytes(8).toString('hex')}[`;
  const hide: Paint = (text) => text.split(mark).map(visibleText).join(mark);
  const real = pc.createColors(enabled);
  const paint =
    (color: Paint): Paint =>
    (text) =>
      enabled ? color(hide(text).replaceAll(mark, sequenceStart)).replaceAll(sequenceStart, mark) : text;
  return {
    colors: {
      bold: paint(real.bold),
      dim: paint(real.dim),
      red: paint(real.red),
      green: paint(real.green),
      yellow: paint(real.yellow),
      cyan: paint(real.cyan),
    },
    finish: (text) => withoutCommands(hide(text)).replaceAll(mark, sequenceStart),
  };
}
