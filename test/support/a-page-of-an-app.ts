import type { Json, JsonObject } from "../../playground/server/json.ts";
import { app } from "../../playground/workspace.ts";
import { type APagePerTest, pagePerTest } from "./a-page-per-test.ts";
import { openAPageWith } from "./a-page-with.ts";
import { callApi, connectApp, type Frame } from "./local-slack-app.ts";

/** The page with an app made by the test, which acknowledges all that it hears. */
export interface APageOfAnApp extends APagePerTest {
  readonly heard: Frame[];
  /** What the app does with what it hears, after it was acknowledged. */
  readonly app: { afterwards: (payload: JsonObject) => Promise<unknown> };
  readonly calls: (method: string, args: Readonly<Record<string, Json>>) => Promise<JsonObject>;
}

export function pageOfAnApp(): APageOfAnApp {
  const heard: Frame[] = [];
  const idle = () => Promise.resolve();
  const playing: APageOfAnApp["app"] = { afterwards: idle };
  const pages = pagePerTest(async () => {
    heard.length = 0;
    playing.afterwards = idle;
    return openAPageWith(async (slack) => {
      const hear = (frame: Frame) => {
        heard.push(frame);
        setTimeout(() => void playing.afterwards(frame.payload), 5);
        return null;
      };
      const connected = await connectApp(slack, hear, app.appToken);
      return {
        wake: () => Promise.resolve(),
        nextDueAt: () => Promise.resolve(null),
        stop: () => connected.close(),
      };
    });
  });
  return {
    ...pages,
    heard,
    app: playing,
    calls: (method, args) => callApi(pages.here().slack, method, args, app.botToken),
  };
}
