/**
 * Leader election: one tab of a phone sends, and listens to the server. The others write to IndexedDB and are told. A
 * visible tab takes over from a leader that the system has suspended.
 */

import { hear, tell } from "../store/channel";

const LOCK = "twofold-leader";
const PATIENCE = 3000;

let leading = false;

export function isLeader(): boolean {
	return leading;
}

/**
 * Runs `work` whenever this tab becomes the leader; its signal aborts when another tab takes over. Returns a function
 * that stops for good.
 */
export function lead(work: (stop: AbortSignal) => void): () => void {
	const quit = new AbortController();
	if (navigator.locks) void queueFor(work, quit.signal);
	else begin(work, quit.signal);
	const unhear = hear(({ type }) => {
		if (type === "ping" && leading) tell({ type: "pong" });
	});
	return () => {
		unhear();
		quit.abort();
	};
}

/** Pings the leader, and takes over if it does not answer. For a tab that became visible. */
export async function checkLeader(work: (stop: AbortSignal) => void): Promise<void> {
	if (leading || !navigator.locks || (await answers())) return;
	void hold(work, { steal: true }, new AbortController().signal);
}

async function queueFor(work: (stop: AbortSignal) => void, quit: AbortSignal): Promise<void> {
	while (!quit.aborted) {
		const led = await hold(work, { signal: quit }, quit);
		if (!led && !quit.aborted) return void begin(work, quit);
	}
}

/**
 * Leads while the lock is held: until the page closes, `quit` aborts, or another tab steals the lock. Resolves with
 * whether it ever led: false if `quit` aborted while waiting, or the browser refuses locks.
 */
async function hold(work: (stop: AbortSignal) => void, options: LockOptions, quit: AbortSignal): Promise<boolean> {
	let stop: AbortController | undefined;
	try {
		await navigator.locks.request(LOCK, options, async () => {
			stop = begin(work, quit);
			await new Promise((resolve) => quit.addEventListener("abort", resolve, { once: true }));
		});
	} catch {
		// stolen, aborted while waiting, or refused: in each case this tab holds no lock now
	}
	if (!stop) return false;
	leading = false;
	stop.abort();
	return true;
}

function begin(work: (stop: AbortSignal) => void, quit: AbortSignal): AbortController {
	const stop = new AbortController();
	quit.addEventListener("abort", () => stop.abort(), { once: true });
	leading = true;
	work(stop.signal);
	return stop;
}

function answers(): Promise<boolean> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => done(false), PATIENCE);
		const unhear = hear(({ type }) => {
			if (type === "pong") done(true);
		});
		const done = (alive: boolean): void => {
			clearTimeout(timer);
			unhear();
			resolve(alive);
		};
		tell({ type: "ping" });
	});
}
