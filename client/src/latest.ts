/**
 * Returns a function that runs `work` at once, and once more if it was called meanwhile, for views that
 * follow typing. Errors of `work` are passed to the caller that started it.
 */
export function latest(work: () => Promise<void>): () => Promise<void> {
  let state: 'idle' | 'working' | 'outdated' = 'idle';
  return async function update(): Promise<void> {
    if (state !== 'idle') {
      state = 'outdated';
      return;
    }
    do {
      state = 'working';
      try {
        await work();
      } catch (error) {
        state = 'idle';
        throw error;
      }
    } while ((state as string) === 'outdated');
    state = 'idle';
  };
}
