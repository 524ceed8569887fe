/** The meaning of ES|QL's words and operators, as Markdown. */
export const esqlWords: Readonly<Record<string, string>> = {
  by: '**BY** sets the groups: one row for each combination of their values. A field with several values puts a row into each of its groups.',
  metadata:
    '**METADATA** adds columns about the document. A rule that does not aggregate needs `_id`, `_index` and `_version`, so that an alert is linked to its event.',
  like: '**LIKE** matches the whole value, case-sensitively; `*` matches any string and `?` one character.',
  rlike: '**RLIKE** matches the whole value with a case-sensitive Lucene regular expression.',
  in: '**IN** is true when the value equals one of a list. Null when the value is missing or has several values.',
  is: '**IS NULL** and **IS NOT NULL** test whether a value is missing. They never return null.',
  not: '**NOT** inverts true and false. Null stays null, so `WHERE NOT …` drops rows without the value.',
  and: '**AND** is true when both sides are. False wins over null.',
  or: '**OR** is true when one side is. True wins over null.',
  ':': '**:** matches when any value of the field matches the text, like `MATCH`.',
  '::': '**::** converts to a type: `"2026-01-31"::datetime`. A value that cannot be converted is null, with a warning.',
  '==': '**==** compares exactly, with case. Null when one side is missing or has several values, so WHERE drops the row.',
  '!=': '**!=** is null when one side is missing or has several values, so WHERE drops the row.',
  asc: '**ASC** sorts from the smallest value, nulls last.',
  desc: '**DESC** sorts from the largest value, nulls first.',
  nulls: '**NULLS FIRST** or **NULLS LAST** sets where rows without the value go.',
  on: '**ON** sets the column that both sides share.',
  with: '**WITH** sets the fields to add, or options in braces.',
};
