import { checkFix, checkLint } from '../../../../../test/helpers/check-lint.js';
import lint from './schedule-gap.js';

checkLint(lint, {
  'a short look back': `
    from = "now-1m"
           ^^^^^^^^ Each run covers 1m but runs every 2m: events in the gap are missed.
    interval = "2m"`,
  'the default of from is six minutes': `
    interval = "10m"
               ^^^^^ Each run covers 6m but runs every 10m: events in the gap are missed.`,
  'the default of interval is five minutes': `
    from = "now-4m"
           ^^^^^^^^ Each run covers 4m but runs every 5m: events in the gap are missed.`,
  'to takes from the look back': `
    from = "now-10m"
           ^^^^^^^^^ Each run covers 5m but runs every 6m: events in the gap are missed.
    to = "now-5m"
    interval = "6m"`,
  'exactly enough': 'from = "now-1h"\ninterval = "60m"',
  'rounded times are left alone': 'from = "now-1d/d"\ninterval = "2d"',
});

checkFix(lint, {
  'from reaches back a minute further than the interval': [
    'from = "now-1m"\ninterval = "2m"',
    'from = "now-3m"\ninterval = "2m"',
  ],
});
