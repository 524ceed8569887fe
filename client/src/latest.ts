/**
 * A function that does `work` at once, and once more after it when it was called meanwhile: for views that follow typing.
 * What `work` throws is passed on to the caller that started it.
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
