import fc from "fast-check";

/**
 * What properties draw is the same in each run, so that a change which is green stays green; `FUZZ_SEED=… npm test` draws
 * something else. A failure prints the seed that draws it again. With `FUZZ_SHRINK=no` the first one found is the one
 * told of: looking for a smaller one takes minutes where all that matters is that there is one.
 */
export const seed = Number(process.env["FUZZ_SEED"] ?? 2_026_11_29);
fc.configureGlobal({ seed, endOnFailure: process.env["FUZZ_SHRINK"] === "no" });

export { fc };
