/** Milliseconds that this thread computed for it; what others on the machine do meanwhile does not count. */
export function busyMs(act: () => unknown): number {
  const before = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
