/** Returns why a response is incomplete, in words, or undefined if it is complete. */
export function partialAnswer(answer: unknown): string | undefined {
  const {
    timed_out: timedOut,
    is_partial: isPartial,
    _shards: shards,
    shard_failures: eqlFailures,
  } = Object(answer) as Record<string, unknown>;
  const { failed, failures } = Object(shards) as { failed?: unknown; failures?: unknown };
  const [first] = [failures, eqlFailures].flatMap((one) => (Array.isArray(one) ? one : []));
  const { reason } = Object(Object(first).reason) as { reason?: unknown };
  const cause = typeof reason === 'string' ? `: ${reason}` : '';
  if (typeof failed === 'number' && failed > 0)
    return `${failed} ${failed === 1 ? 'shard' : 'shards'} of the search failed${cause}`;
  if (timedOut === true) return 'the search timed out, so hits are missing';
  if (isPartial === true || first !== undefined) return `the response is partial${cause}`;
  return undefined;
}
