/** The types that can be drafted, as they are asked for. */
export const draftTypes = ['eql', 'kql', 'esql', 'threshold', 'new_terms'] as const;

export type DraftType = (typeof draftTypes)[number];
