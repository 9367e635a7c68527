import { composerIn } from "./composer.ts";
import { part } from "./dom.ts";
import { drawFaults } from "./faults.ts";
import { drawHeader, listenToHeader } from "./header.ts";
import { drawHome } from "./home.ts";
import { drawInspector, listenToInspector } from "./inspector.ts";
import { drawConversation, jumpTo } from "./messages.ts";
import { drawModal, listenToModal } from "./modal.ts";
import { tellWhatIsNew } from "./news.ts";
import { complain } from "./notice.ts";
import { isOnScreen, showPane } from "./panes.ts";
import { drawPeople } from "./people.ts";
import { drawSidebar } from "./sidebar.ts";
import { markRead, onPage, refresh, start } from "./state.ts";
import { closeThread, drawThread } from "./thread.ts";

/** How often the time is looked at when nothing else happens. */
const GLANCE_MS = 5_000;

const channelComposer = composerIn(part("channel-composer"), "channel");
const threadComposer = composerIn(part("thread-composer"), "thread");

onPage((page) => {
  if (isOnScreen("conversation")) markRead(page);
  drawHeader(page);
  drawFaults(page);
  drawPeople(page);
  drawSidebar(page);
  drawConversation(page);
  drawHome(page);
  channelComposer.draw(page);
  drawThread(page);
  threadComposer.draw(page);
  drawModal(page);
  drawInspector(page);
  tellWhatIsNew(page);
});

listenToHeader();
listenToInspector();
listenToModal();

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.jump") : null;
  if (link === null) return;
  event.preventDefault();
  const [, channelId = "", ts = ""] = link.getAttribute("href")?.split("/") ?? [];
  jumpTo(channelId, ts);
});
part("thread").addEventListener("keydown", ({ key }) => {
  if (key === "Escape") closeThread();
});

showPane("conversation");
start()
  .then(() => {
    document.querySelector<HTMLElement>("#conversation textarea")?.focus();
    setInterval(() => void refresh().catch(() => undefined), GLANCE_MS);
  })
  .catch(complain);
