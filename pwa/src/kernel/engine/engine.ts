/**
 * What runs behind the screens: one tab leads, that is, sends, listens and fetches. Loaded after the first paint.
 * Nothing here may fail loudly: without a network everything waits and is retried.
 */

import { computed, effect } from "@preact/signals";
import { asProblem } from "../browser/problem";
import { backoff } from "../http/backoff";
import { noteLooked } from "../http/status";
import { isOpen, look, resume } from "../identity/handover-flow";
import { checkSession } from "../identity/identity";
import { keepPartner } from "../identity/keep-partner";
import { finishLeaving } from "../identity/leaving";
import { takeDueSeat } from "../identity/seat-taking";
import { finishSignOut } from "../identity/sign-out";
import { seat } from "../identity/told";
import { finishRotation } from "../keys/due-roots";
import { nextLook, syncKeys } from "../keys/key-sync";
import { renewPush } from "../push/subscribe";
import { hear, type Message, tell } from "../store/channel";
import { keepSeen, look as lookAtClock, unsure } from "../store/clock";
import { locked } from "../store/locked";
import { readMeta } from "../store/meta";
import { onWritten } from "../store/queue";
import { leaving, session } from "../store/session";
import { pull, retryWaiting } from "../sync/feed";
import { forgetOver } from "../sync/forgetting";
import { sendOwn, settleOwn } from "../sync/held";
import { keepAlone } from "../sync/keep-alone";
import { checkLeader, isLeader, lead } from "../sync/leader";
import { flush, isEcho, startSending } from "../sync/outbox";
import { useEngine } from "../sync/running";
import { listen } from "../sync/stream";

const HANDOVER_EVERY = 2500;
const CLOCK_EVERY = 60_000;
const ECHO_WAIT = 250;
const KEYS_WAIT = 250;

const signedIn = computed(() => session.value.state === "ready");

let stopAll: (() => void) | null = null;
/** The feed's cursor at the last news, or null before the first. */
let heard: string | null = null;
let looking: Promise<void> | null = null;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Starts once per page; returns a function that stops. */
export function run(): () => void {
	useEngine({ fetch: pullSoon, stop: () => stopAll?.(), start: run });
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
	// opening another tab counts as opening the app too, and the leading tab may be suspended
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

/** Checks the clock even if nothing on the screen ticks. */
async function lookAtClocks(): Promise<void> {
	lookAtClock();
	await keepSeen();
}

/** Fetches what is new now, through the leading tab. */
export function pullSoon(): void {
	if (isLeader()) void catchUp();
	else tell({ type: "pull" });
}

/** What the leading tab does. */
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
	// leaving is retried until the server has heard of it
	const untold = leaving.subscribe((waits) => waits && void catchUp());
	const ends = [unwatch, untold, keepAlone()];
	stop.addEventListener("abort", () => ends.forEach((end) => void end()));
}

/**
 * Sends a sign-out or leaving that waits, checks the session, fetches changes and keys, and sends the outbox. Retries
 * with backoff until the network answers.
 */
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
		// a locked app has no keys, and opens no words
		if (locked.value) return;
		// only after the server has told the time: a wrong clock must not delete a yes
		await forgetOver();
		await fetchKeys();
		await keepPartner();
		await renewPush();
		failures = 0;
	} catch (error) {
		const { code, retryAfter } = asProblem(error);
		if (code === "sign_in") return void quietly(checkSession);
		// what waits is sent all the same
		if (code === "not_stored") await quietly(flush);
		failures += 1;
		timer = setTimeout(() => void catchUp(), Math.max(retryAfter ?? 0, backoff(failures)));
	}
}

/** Notes the time of the fetch, in this tab and in those that do not lead. */
function looked(): void {
	noteLooked();
	tell({ type: "pulled" });
}

/** The server has news: in the feed, about a handover, or about keys. */
async function hearNews(cursor: string): Promise<void> {
	const before = heard ?? (await readMeta("cursor"));
	heard = cursor;
	if (isEcho()) await new Promise((resolve) => setTimeout(resolve, ECHO_WAIT));
	await Promise.all([cursor === (await readMeta("cursor")) ? null : pull(), lookAtHandover()]);
	await flush();
	// the feed has not moved, so the news is about keys, phones or a seat
	if (cursor === before) await lookAtKeys();
	else if (seat.value) await checkSession();
}

/** A phone that hands on keys sends them one by one, each with its own news: those of a moment need one look. */
function lookAtKeys(): Promise<void> {
	looking ??= new Promise((resolve) => setTimeout(resolve, KEYS_WAIT)).then(async () => {
		looking = null;
		await checkSession();
		if (!locked.value) await fetchKeys();
	});
	return looking;
}

/**
 * Fetches keys, starts those that are due, and opens what waited for one. Schedules another attempt if older keys are
 * left, or one that this phone waits for has not come.
 */
async function fetchKeys(): Promise<void> {
	if (await syncKeys()) await pull();
	await finishRotation();
	await retryWaiting();
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

/** Runs a step. Ignores a failure of the network or the storage; any other error is thrown. */
async function quietly(attempt: () => Promise<unknown>): Promise<void> {
	try {
		await attempt();
	} catch (error) {
		asProblem(error);
	}
}
