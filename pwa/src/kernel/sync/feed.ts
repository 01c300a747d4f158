/** Fetches what is new for this person and stores it, page by page. Only the leading tab runs it. */

import { Problem } from "../browser/problem";
import { type Changes, getChanges, getRecord } from "../http/api";
import { finishRotation } from "../keys/due-roots";
import { syncKeys } from "../keys/key-sync";
import { take } from "../store/apply";
import { type Fields, life, local } from "../store/local";
import { locked } from "../store/locked";
import { readMeta } from "../store/meta";
import { type Incoming, openView, waitingViews } from "../store/open";
import { kindOf } from "../store/practice";
import { session } from "../store/session";
import { finishResync, sayAgain, startResync } from "./resync";

let running: Promise<void> | null = null;
let asked = false;

/** Brings this phone up to date. A call during a run makes it run once more. Throws Problem. */
export function pull(): Promise<void> {
	asked = true;
	running ??= pullWhileAsked().finally(() => {
		running = null;
	});
	return running;
}

/** Opens the views that waited for a key or for a newer app. */
export async function retryWaiting(): Promise<void> {
	const born = life();
	const opened = await openAll(await waitingViews());
	await take({ born, incoming: opened.filter(({ problem }) => problem !== "waiting_key"), gone: [] });
}

async function pullWhileAsked(): Promise<void> {
	while (asked && session.value.state === "ready" && !locked.value) {
		asked = false;
		await pullAll();
	}
	asked = false;
}

async function pullAll(): Promise<void> {
	const born = life();
	const older: Incoming[] = [];
	let more = true;
	while (more) {
		const page = await nextPage(born);
		older.push(...(await takePage(born, page)));
		more = page.more;
	}
	await finishResync(born, older);
	await sayAgain(born);
	for (const one of older) await confirmOlder(born, one);
}

async function nextPage(born: number): Promise<Changes> {
	try {
		return await getChanges(await readMeta("cursor"));
	} catch (error) {
		if (!(error instanceof Problem) || !(error.code === "resync" || error.code === "long_away")) throw error;
		await startResync(born, error.code === "resync");
		await levelKeys();
		return getChanges(undefined);
	}
}

/**
 * A server restored from a backup may know fewer epochs than this phone. What is sent again needs an epoch that the
 * server has.
 */
async function levelKeys(): Promise<void> {
	await syncKeys();
	await finishRotation();
}

async function takePage(born: number, { records, gone, cursor: next }: Changes): Promise<readonly Incoming[]> {
	const views = Object.entries(records).flatMap(([kind, list]) => list.map((view) => ({ kind, view })));
	const incoming = await openAll(views);
	const round = (await readMeta("round")) ?? 0;
	const older = await take({
		born,
		incoming,
		gone,
		round,
		async also(transaction) {
			await transaction.objectStore("meta").put(next, "cursor");
		},
	});
	if (incoming.some(({ lacks }) => lacks) && (await syncKeys())) await retryWaiting();
	return older;
}

async function openAll(views: readonly { readonly kind: string; readonly view: Fields }[]): Promise<Incoming[]> {
	const opened = await Promise.all(views.map(({ kind, view }) => openView(kind, view)));
	return opened.filter((one) => one !== null);
}

/**
 * Fetches a record again whose edit was older than one already seen. The answer to this phone's own write may have won
 * a race with the feed. If the server still shows less than was seen before this request, it was rolled back, and the
 * record is marked as refused.
 */
async function confirmOlder(born: number, { space_id, kind, id }: Incoming): Promise<void> {
	const path = kindOf(kind)?.path(id);
	const seen = (await (await local()).get("records", [space_id, kind, id]))?.seen;
	if (path === undefined || seen === undefined) return;
	try {
		const view = await openView(kind, await getRecord(path));
		const refuse = view?.version != null && view.version.edit < seen;
		if (view) await take({ born, incoming: [view], gone: [], refuse });
	} catch (error) {
		// some kinds have no GET for a single record
		if (!(error instanceof Problem) || (error.status !== 404 && error.status !== 405)) throw error;
	}
}
