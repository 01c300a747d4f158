/**
 * What runs behind the screens: one tab leads, sends, listens and fetches. Loaded after the first paint. Nothing here
 * may fail loudly: without a network everything waits and is tried again.
 */

import { computed, effect } from "@preact/signals";
import { hear, type Message, tell } from "./channel";
import { keepSeen, look as lookAtClock, unsure } from "./clock";
import { pull, retryWaiting } from "./feed";
import { forgetOver } from "./forgetting";
import { isOpen, look, resume } from "./handover-flow";
import { sendOwn, settleOwn } from "./held";
import { checkSession } from "./identity";
import { keepPartner } from "./keep-partner";
import { nextLook, syncKeys } from "./key-sync";
import { checkLeader, isLeader, lead } from "./leader";
import { finishLeaving } from "./leaving";
import { readMeta } from "./local";
import { locked } from "./lock";
import { backoff } from "./order";
import { flush, isEcho, startSending } from "./outbox";
import { finishRotation } from "./phones";
import { asProblem } from "./problem";
import { onWritten } from "./queue";
import { seat } from "./seat";
import { takeDueSeat } from "./seat-taking";
import { leaving, session } from "./session";
import { finishSignOut } from "./sign-out";
import { noteLooked } from "./status";
import { listen } from "./stream";
import { renewPush } from "./subscribe";

const HANDOVER_EVERY = 2500;
const CLOCK_EVERY = 60_000;
const ECHO_WAIT = 250;

const signedIn = computed(() => session.value.state === "ready");

let stopAll: (() => void) | null = null;
/** Where the feed stood at the news before; null at the first. */
let heard: string | null = null;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Starts once per page; returns how to stop. */
export function run(): () => void {
	stopAll ??= begin();
	return stopAll;
}

function begin(): () => void {
	const quit = new AbortController();
	const { signal } = quit;
	const visible = (then: () => void): void => {
		if (document.visibilityState === "visible") then();
	};
	const stops = [
		lead(work),
		onWritten(() => void quietly(() => flush(true))),
		// only the server knows the time then
		unsure.subscribe((is) => is && pullSoon()),
		hear((message) => void quietly(() => follow(message))),
	];
	window.addEventListener("online", lookAgain, { signal });
	document.addEventListener("visibilitychange", () => visible(lookAgain), { signal });
	window.addEventListener("focus", lookAtClock, { signal });
	document.addEventListener("visibilitychange", () => void quietly(lookAtClocks), { signal });
	const hidden = (): unknown => document.visibilityState === "hidden" && quietly(settleOwn);
	document.addEventListener("visibilitychange", hidden, { signal });
	window.addEventListener("pagehide", () => void sendOwn(), { signal });
	// a further tab is an opening of the app too, and its leader may be asleep
	const opening = setTimeout(() => isLeader() || lookAgain(), 1000);
	const clock = setInterval(() => void quietly(lookAtClocks), CLOCK_EVERY);
	const handovers = setInterval(() => visible(() => void quietly(lookAtHandover)), HANDOVER_EVERY);
	void quietly(resume);
	return () => {
		quit.abort();
		for (const stop of stops) stop();
		for (const waiting of [opening, clock, handovers, timer]) clearTimeout(waiting);
		stopAll = null;
	};
}

/** Looks at the clocks, also where nothing on the screen does. */
async function lookAtClocks(): Promise<void> {
	lookAtClock();
	await keepSeen();
}

/** Asks for news now, through whoever leads. */
export function pullSoon(): void {
	if (isLeader()) void catchUp();
	else tell({ type: "pull" });
}

/** The work of the leader. */
function work(stop: AbortSignal): void {
	heard = null;
	startSending(stop, () => void quietly(checkSession));
	void catchUp();
	const unwatch = effect(() =>
		signedIn.value
			? listen(
					(cursor) => void quietly(() => hearNews(cursor)),
					() => void quietly(checkSession),
				)
			: undefined,
	);
	// until the server has heard of it, it is tried again and again
	const untold = leaving.subscribe((waits) => waits && void catchUp());
	stop.addEventListener("abort", () => [unwatch, untold].forEach((end) => void end()));
}

/** Who left, who this phone is, what is new, which keys came, then what waits here. Tried again until the network answers. */
async function catchUp(): Promise<void> {
	clearTimeout(timer);
	try {
		await finishSignOut();
		await finishLeaving();
		await Promise.all([checkSession(), pull()]).finally(looked);
		if (await takeDueSeat()) await pull();
		await lookAtHandover();
		if (session.value.state !== "ready") return;
		await flush(true);
		// roots and words are put away
		if (locked.value) return;
		// only now that the server has told the time: a clock that was wrong must not take a yes away
		await forgetOver();
		await fetchKeys();
		await finishRotation();
		await retryWaiting();
		await keepPartner();
		await renewPush();
		failures = 0;
	} catch (error) {
		const { code, retryAfter } = asProblem(error);
		if (code === "sign_in") return void quietly(checkSession);
		// what waits goes out all the same
		if (code === "not_stored") await quietly(flush);
		failures += 1;
		timer = setTimeout(() => void catchUp(), Math.max(retryAfter ?? 0, backoff(failures)));
	}
}

/** For this tab, and for those that lead nothing. */
function looked(): void {
	noteLooked();
	tell({ type: "pulled" });
}

/** The server has something: in the feed, or a step of a handover, or a key. */
async function hearNews(cursor: string): Promise<void> {
	const before = heard ?? (await readMeta("cursor"));
	heard = cursor;
	if (isEcho()) await new Promise((resolve) => setTimeout(resolve, ECHO_WAIT));
	await Promise.all([cursor === (await readMeta("cursor")) ? null : pull(), lookAtHandover()]);
	await flush();
	// the feed had not moved: then it is about keys, about phones, or about a seat
	if (cursor === before || seat.value) await checkSession();
	if (cursor === before && !locked.value) await fetchKeys();
}

/** Looks again where older keys are left, or one that is waited for has not come. */
async function fetchKeys(): Promise<void> {
	if (await syncKeys()) await pull();
	const wait = nextLook();
	if (wait === null) return;
	clearTimeout(timer);
	timer = setTimeout(() => void catchUp(), wait);
}

async function follow({ type }: Message): Promise<void> {
	if (type === "pulled") noteLooked();
	if (!isLeader()) return;
	if (type === "outbox") await flush(true);
	if (type === "pull" || type === "session") await catchUp();
}

async function lookAtHandover(): Promise<void> {
	if (!locked.value && (await isOpen())) await look();
}

function lookAgain(): void {
	void checkLeader(work);
	pullSoon();
}

/** Runs something whose failure to reach the server or the store is no news; a fault of the app's own is thrown. */
async function quietly(attempt: () => Promise<unknown>): Promise<void> {
	try {
		await attempt();
	} catch (error) {
		asProblem(error);
	}
}
