/**
 * Loaded before a program (`node --import`), has it wait longer for whatever it waits for so and so long: a stop gives
 * what is under way eight seconds in place of three. Slack is in the process of the test, which may stand still for
 * some seconds on a busy machine, and how long a stop waits for it is not what every test of a stop is about.
 */

const longer = 8 / 3;
const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(Math.round(ms * longer));
