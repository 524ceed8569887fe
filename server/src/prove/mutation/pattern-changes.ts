/** A change of patterns that opens or closes one of their ends. */
export interface PatternChange<Pattern> {
  readonly operator: 'widen' | 'narrow';
  readonly detail: 'at the start' | 'at the end';
  readonly patterns: readonly Pattern[];
}

/** How to open and close a pattern at its ends, if possible. */
export interface PatternEnds<Pattern> {
  readonly isOpen: (pattern: Pattern, end: End) => boolean;
  readonly open: (pattern: Pattern, end: End) => Pattern;
  readonly close: (pattern: Pattern, end: End) => Pattern;
  /** Returns whether a pattern matches everything. */
  readonly isEverything: (pattern: Pattern) => boolean;
}

type End = 'start' | 'end';

/**
 * Returns the changes of a list of patterns: all that are closed at an end are opened there, or vice versa.
 */
export function patternChanges<Pattern>(
  patterns: readonly Pattern[],
  { isOpen, open, close, isEverything }: PatternEnds<Pattern>,
): readonly PatternChange<Pattern>[] {
  return (['start', 'end'] as const).flatMap((end) =>
    (['widen', 'narrow'] as const).flatMap((operator): readonly PatternChange<Pattern>[] => {
      const wanted = operator === 'narrow';
      const isChanged = (pattern: Pattern): boolean =>
        !isEverything(pattern) && isOpen(pattern, end) === wanted;
      if (!patterns.some(isChanged)) return [];
      const change = wanted ? close : open;
      return [
        {
          operator,
          detail: end === 'start' ? 'at the start' : 'at the end',
          patterns: patterns.map((pattern) => (isChanged(pattern) ? change(pattern, end) : pattern)),
        },
      ];
    }),
  );
}

/**
 * Returns the ends of patterns in which some characters match any text: `*` of LIKE, `.*` of regular
 * expressions.
 */
export function textEnds(any: '*' | '.*'): PatternEnds<string> {
  return {
    isOpen: (pattern, end) =>
      end === 'start' ? pattern.startsWith(any) : pattern.endsWith(any) && !pattern.endsWith(`\\${any}`),
    open: (pattern, end) => (end === 'start' ? `${any}${pattern}` : `${pattern}${any}`),
    close: (pattern, end) => (end === 'start' ? pattern.slice(any.length) : pattern.slice(0, -any.length)),
    isEverything: (pattern) => pattern.replaceAll(any, '') === '',
  };
}

/** The ends of patterns that are stored as the texts between stars. */
export const pieceEnds: PatternEnds<readonly string[]> = {
  isOpen: (pieces, end) => pieces.at(end === 'start' ? 0 : -1) === '',
  open: (pieces, end) => (end === 'start' ? ['', ...pieces] : [...pieces, '']),
  close: (pieces, end) => (end === 'start' ? pieces.slice(1) : pieces.slice(0, -1)),
  isEverything: (pieces) => pieces.every((piece) => piece === ''),
};
