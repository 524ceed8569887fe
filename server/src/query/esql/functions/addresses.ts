import type { FunctionRow } from './row.js';

/** ES|QL functions for addresses (docs/semantics/esql.md#functions). */
export const addressesFunctions: readonly FunctionRow[] = [
  {
    name: 'cidr_match',
    takes: 'p, s, ...',
    gives: 'boolean',
    parameters: 'address, block',
    summary: 'Whether an address is in one of several blocks.',
  },
  {
    name: 'ip_prefix',
    takes: 'p, i, i',
    gives: 'ip',
    parameters: 'address, v4_bits, v6_bits',
    since: '8.15',
    summary: 'Keeps the first bits of an address.',
  },
  {
    name: 'network_direction',
    takes: 'p, p, s',
    gives: 'keyword',
    parameters: 'source, destination, networks',
    since: '9.3',
    maturity: 'preview',
    summary: 'Returns inbound, outbound, internal or external.',
  },
];
