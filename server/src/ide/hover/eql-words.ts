/** The meaning of EQL's words and operators (docs/semantics/eql.md), as Markdown. */
export const eqlWords: Readonly<Record<string, string>> = {
  sequence:
    '**sequence** matches events in this order. With `by`, all of them share the values of the fields.',
  sample:
    '**sample** matches events that share the values of the join keys, in any order and without regard to time.',
  by: '**by** names the fields whose values the events share. An optional field, `?name`, may be absent in all of them.',
  with: '**with** adds an option: `with maxspan=1m` to a sequence, `with runs=3` to a step.',
  maxspan:
    '**maxspan** is the longest time from the first to the last event of a sequence; a sequence that takes exactly as long still matches. Units: `ms`, `s`, `m`, `h`, `d`.',
  runs: '**runs** repeats the step: that many events in a row must match it, from 1 to 100.',
  until:
    '**until** ends a sequence: when an event matches this step before the sequence is complete, it does not match.',
  any: '**any** takes events of every category, also those without one.',
  where:
    '**where** separates the event category from the condition. The category itself is compared with `event.category`, case counts.',
  head: '**head** keeps the earliest results.',
  tail: '**tail** keeps the latest results.',
  ':': '**:** compares without case; `*` stands for any text and `?` for one character. A list on the right means any of them.',
  like: '**like** compares with case; `*` stands for any text and `?` for one character.',
  'like~': '**like~** is `like` without regard to case.',
  regex: '**regex** matches the whole value with a Lucene regular expression; case counts.',
  'regex~': '**regex~** is `regex` without regard to case.',
  in: '**in** compares with each value of a list; case counts, and `*` is an ordinary character.',
  'in~': '**in~** is `in` without regard to case; `*` is an ordinary character.',
  '==': '**==** compares exactly: case counts, and `*` is an ordinary character. It holds when any value of the field is equal. `== null` asks whether the field is missing.',
  '!=': '**!=** holds when no value of the field is equal, so also when the field is missing. `!= null` asks whether the field is present.',
  '![': '**![ … ]** is a missing event: the sequence matches only when no such event occurs there. Needs `maxspan`.',
};
