/**
 * Loaded before a program (`node --import`), lets it live `LATER_BY_MS` later than it is, so that a test can start it
 * “a minute later” without waiting for that minute. Whoever has forked it may move it on while it lives.
 */

let laterBy = Number(process.env["LATER_BY_MS"] ?? 0);
process.on("message", (told) => {
  laterBy = Number(told);
});
// Hearing the time keeps nobody alive.
process.channel?.unref();

const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget): Date =>
    // Without arguments it is now; with some it is what they say.
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + laterBy] : args, newTarget) as Date,
  get: (target, property, receiver): unknown =>
    property === "now" ? () => RealDate.now() + laterBy : Reflect.get(target, property, receiver),
});
