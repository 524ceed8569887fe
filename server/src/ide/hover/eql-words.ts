/** The meaning of EQL's words and operators (docs/semantics/eql.md), as Markdown. */
export const eqlWords: Readonly<Record<string, string>> = {
  sequence:
    '**sequence** matches events in this order. With `by`, all of them share the values of the fields.',
  sample: '**sample** matches events that share the values of the join keys, in any order, at any time.',
  by: '**by** names the fields whose values the events share. An optional field, `?name`, may be missing in all of them.',
  with: '**with** adds an option: `with maxspan=1m` to a sequence, `with runs=3` to a step.',
  maxspan:
    '**maxspan** is the longest time from the first to the last event of a sequence; a sequence of exactly this length still matches. Units: `ms`, `s`, `m`, `h`, `d`.',
  runs: '**runs** repeats the step: that many events in a row must match it, from 1 to 100.',
  until:
    '**until** ends a sequence: when an event matches this step before the sequence is complete, it does not match.',
  any: '**any** matches events of every category, including those without one.',
  where:
    '**where** separates the event category from the condition. The category is compared with `event.category`, case-sensitively.',
  head: '**head** keeps the earliest results.',
  tail: '**tail** keeps the latest results.',
  ':': '**:** compares and ignores case; `*` matches any string and `?` one character. With a list on the right, any of its values.',
  like: '**like** is a case-sensitive comparison; `*` matches any string and `?` one character.',
  'like~': '**like~** is `like`, ignoring case.',
  regex: '**regex** matches the whole value with a case-sensitive Lucene regular expression.',
  'regex~': '**regex~** is `regex`, ignoring case.',
  in: '**in** compares with each value of a list, case-sensitively; `*` is an ordinary character.',
  'in~': '**in~** is `in`, ignoring case; `*` is an ordinary character.',
  '==': '**==** compares exactly: it is case-sensitive, and `*` is an ordinary character. It holds when any value of the field is equal. `== null` tests whether the field is missing.',
  '!=': '**!=** holds when no value of the field is equal, including when the field is missing. `!= null` tests whether the field is present.',
  '![': '**![ … ]** is a missing event: the sequence matches only when no such event occurs there. Needs `maxspan`.',
};
