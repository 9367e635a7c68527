import config from "./jest.config.js";

/** What takes too long for `npm test`: `npm run test:soak`. */
const [socket] = config.projects;

export default {
  ...config,
  projects: [{ ...socket, displayName: "soak", testMatch: ["<rootDir>/test/**/*.soak.ts"] }],
};
