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
