import { ask, hearChanges } from "./control.ts";
import { isNumber } from "./guards.ts";
import {
  type Channel,
  type Ephemeral,
  type Home,
  isChannelList,
  isHome,
  isRaw,
  isScreen,
  isStage,
  isWorkspace,
  type Message,
  type Screen,
  type StageState,
  type User,
  type Workspace,
} from "./wire.ts";

/** Where the person who looks stands: who they are, and which conversation and thread, or the app's Home, is open. */
export interface Place {
  readonly userId: string;
  readonly channelId: string;
  readonly threadTs: string | null;
  /** The Home is open, and no conversation. */
  readonly isHome: boolean;
}

export interface Conversation {
  readonly channel: Channel;
  /** Oldest first, replies included. */
  readonly messages: readonly Message[];
  readonly ephemerals: readonly Ephemeral[];
}

/** All that the page shows at one moment, to one person. */
export interface Page {
  readonly workspace: Workspace;
  readonly me: User;
  readonly place: Place;
  readonly stage: StageState;
  readonly conversations: readonly Conversation[];
  readonly screen: Screen;
  readonly home: Home;
  readonly isConnected: boolean;
}

type Listener = (page: Page) => void;

const listeners: Listener[] = [];
let place: Place | null = null;
let shown: Page | null = null;
let isConnected = true;
let running: Promise<void> | null = null;
let asked = 0;

/** From now on `draw` is called with every new state of things. */
export function onPage(draw: Listener): void {
  listeners.push(draw);
}

export function pageNow(): Page {
  if (shown === null) throw new Error("The page has not been loaded yet.");
  return shown;
}

/** Opens another conversation or thread or the Home, or becomes another person. */
export async function visit(change: Partial<Place>): Promise<void> {
  if (place === null) return;
  const elsewhere = change.channelId === undefined ? {} : { isHome: false };
  const moved = Object.keys(change).some((each) => each !== "threadTs");
  place = { ...place, ...(moved ? { threadTs: null } : {}), ...elsewhere, ...change };
  await refresh();
}

/** Asks for everything anew; calls that come meanwhile share one more round. */
export function refresh(): Promise<void> {
  asked += 1;
  running ??= rounds().finally(() => {
    running = null;
  });
  return running;
}

async function rounds(): Promise<void> {
  let answering: number;
  do {
    answering = asked;
    const page = await load();
    shown = page;
    for (const draw of listeners) draw(page);
    rememberPlace(page.place);
  } while (answering !== asked);
}

export async function start(): Promise<void> {
  place = rememberedPlace(await ask("workspace", {}, isWorkspace));
  await refresh();
  hearChanges(
    () => void refresh().catch(() => undefined),
    (now) => {
      if (now === isConnected) return;
      isConnected = now;
      redrawAsItIs();
    },
  );
}

function redrawAsItIs(): void {
  if (shown === null) return;
  shown = { ...shown, isConnected };
  for (const draw of listeners) draw(shown);
}

async function load(): Promise<Page> {
  if (place === null) throw new Error("The page has not been started.");
  const { userId } = place;
  const [world, stage, channels, screen, home] = await Promise.all([
    ask("workspace", {}, isWorkspace),
    ask("stage", {}, isStage),
    ask("channels", { userId }, isChannelList),
    ask("screen", { userId }, isScreen),
    ask("home", { userId }, isHome),
  ]);
  const conversations = await Promise.all(
    channels.map(async (channel) => ({
      channel,
      ...(await ask("raw", { userId, channelId: channel.id }, isRaw)),
    })),
  );
  const me = world.users.find(({ id }) => id === userId);
  if (me === undefined) throw new Error(`Nobody here has the id ${userId}.`);
  // Meanwhile the person may have gone elsewhere: what was loaded belongs to who asked.
  if (place.userId !== userId) return load();
  const standing = standingIn(place, conversations, hasHome(world, me));
  place = standing;
  return { workspace: world, me, place: standing, stage, conversations, screen, home, isConnected };
}

/** People of other teams do not have the app. */
export function hasHome({ manifest, team }: Workspace, user: User): boolean {
  return manifest.homeTab && user.teamId === team.id;
}

/** A conversation that this person cannot see, or none, becomes the one with the newest message. */
function standingIn(asked: Place, conversations: readonly Conversation[], mayGoHome: boolean): Place {
  const wanted = { ...asked, isHome: asked.isHome && mayGoHome };
  if (conversations.some(({ channel }) => channel.id === wanted.channelId)) return wanted;
  const newest = (each: Conversation) => Number(each.messages.at(-1)?.ts ?? 0);
  const best = conversations.reduce<Conversation | null>(
    (one, other) => (one === null || newest(other) > newest(one) ? other : one),
    null,
  );
  return { ...wanted, channelId: best?.channel.id ?? "", threadTs: null };
}

/** In the place of a channel's id. */
const homeInAddress = "home";

/** The address keeps it, so that a reload, a second window and the way back work. */
function rememberPlace({ userId, channelId, threadTs, isHome: atHome }: Place): void {
  const pieces = atHome ? [userId, homeInAddress] : [userId, channelId, threadTs ?? ""];
  const hash = `#${pieces.filter((piece) => piece !== "").join("/")}`;
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

function rememberedPlace({ users, team }: Workspace): Place {
  const [userId = "", channelId = "", threadTs] = location.hash.slice(1).split("/");
  const known = users.find(({ id, isBot, deleted }) => id === userId && !isBot && !deleted);
  // A newcomer reads English, and belongs to those who escalate.
  const first =
    known ??
    users.find(
      (user) => user.teamId === team.id && user.locale.startsWith("en") && !user.isBot && !user.isRestricted,
    ) ??
    users.find(({ isBot }) => !isBot);
  return {
    userId: first?.id ?? "",
    channelId: known ? channelId : "",
    threadTs: threadTs ?? null,
    isHome: known !== undefined && channelId === homeInAddress,
  };
}

/** How far each person has read each conversation, kept while this window lives. */
const read = new Map<string, number>();
let baseline: number | null = null;

export function markRead(page: Page): void {
  baseline ??= baselineFrom(page.stage.now);
  const { userId, channelId, isHome: atHome } = page.place;
  if (atHome) return;
  const here = page.conversations.find(({ channel }) => channel.id === channelId);
  if (here === undefined) return;
  const newest = [...here.messages, ...here.ephemerals].map(({ ts }) => Number(ts));
  read.set(`${userId}/${channelId}`, Math.max(baseline, ...newest));
}

/** Messages of others that this person has not seen: those of the conversation, and replies that concern them. */
export function unreadIn({ channel, messages, ephemerals }: Conversation, { me, stage }: Page): number {
  baseline ??= baselineFrom(stage.now);
  const since = read.get(`${me.id}/${channel.id}`) ?? baseline;
  const mine = new Set(
    messages.flatMap((each) => (each.userId === me.id ? [each.ts, each.threadTs ?? ""] : [])),
  );
  const concerns = (each: Message) =>
    each.threadTs === null || mine.has(each.threadTs) || JSON.stringify(each.blocks).includes(me.id);
  return (
    messages.filter(
      (each) => Number(each.ts) > since && each.userId !== me.id && each.notice === null && concerns(each),
    ).length + ephemerals.filter(({ ts }) => Number(ts) > since).length
  );
}

function baselineFrom(now: string): number {
  const kept = Number(sessionStorage.getItem("looking since") ?? Number.NaN);
  const since = isNumber(kept) && Number.isFinite(kept) ? kept : Date.parse(now) / 1000;
  sessionStorage.setItem("looking since", String(since));
  return since;
}
