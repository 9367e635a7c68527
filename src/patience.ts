/** Resolves when the signal is given, at once when it was given before. */
export function given(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const heard = () => {
      resolve();
    };
    if (signal.aborted) heard();
    else signal.addEventListener("abort", heard, { once: true });
  });
}

/** What was asked for, unless the signal is given first: then it rejects with the reason of that, and goes on unheard. */
export async function unless<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  return Promise.race([
    ask(),
    given(signal).then(() => {
      throw signal.reason;
    }),
  ]);
}

/** Is not given. */
export const never: AbortSignal = new AbortController().signal;
