/** The types that can be drafted, by their option values. */
export const draftTypes = ['eql', 'kql', 'esql', 'threshold', 'new_terms'] as const;

export type DraftType = (typeof draftTypes)[number];
