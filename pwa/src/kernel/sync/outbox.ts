/**
 * Sends what this phone wrote. The leading tab runs it (see leader.ts). Requests are idempotent, so nothing here must
 * happen exactly once: a request stays in IndexedDB until it is answered.
 */

import { ifStored } from "../browser/if-stored";
import { asProblem, localProblem, Problem } from "../browser/problem";
import { steadyNow, wallNow } from "../browser/wall";
import { backoff } from "../http/backoff";
import { type Delivered, deliver } from "../http/http";
import { syncKeys } from "../keys/key-sync";
import { take } from "../store/apply";
import { tell } from "../store/channel";
import { begin, type Fields, life, type OutboxItem, type Version } from "../store/local";
import { openView } from "../store/open";
import { kindOf } from "../store/practice";
import { isQueued, type Queued, rereadQueue } from "../store/queue";
import { sealedBody } from "../store/sealed-body";
import { ready } from "../store/session";
import { settleDue } from "./held";
import { maySend } from "./may-send";
import { type Outcome, outcomeOf, restOf, sendable } from "./order";
import { discard, refuse } from "./stuck";

/** How many requests may be in flight; urgent ones do not count. */
const ABREAST = 4;

const flying = new Set<string>();
/** Lanes that wait after a failure; "*" is all of them. */
const holds = new Map<string, { readonly failures: number; readonly until: number; readonly asked: boolean }>();
const ALL = "*";

/** How long news about this phone's own write may take to arrive, in milliseconds. */
const ECHO = 300;

let sending = false;
let lastFlight = Number.NEGATIVE_INFINITY;
let doubt = (): void => undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Starts sending, until `stop` aborts. `onDoubt` is called if an answer makes it doubtful whether this phone is still
 * signed in or connected.
 */
export function startSending(stop: AbortSignal, onDoubt: () => void): void {
	sending = true;
	holds.clear();
	doubt = onDoubt;
	stop.addEventListener("abort", () => {
		sending = false;
		clearTimeout(timer);
	});
	goOn();
}

/**
 * Sends what may be sent now. `eager`: the network came back or the person wrote, so backoff ends, unless the server
 * asked for the wait.
 */
export async function flush(eager = false): Promise<void> {
	if (eager) for (const [lane, { asked }] of holds) if (!asked) holds.delete(lane);
	if (!sending || !(await maySend())) return;
	const queue = await settleDue(await rereadQueue(), wallNow());
	const due = sendable(queue, flying).filter((item) => waitOf(item) === 0);
	for (const item of due) if ((item.urgent || flying.size < ABREAST) && !flying.has(item.lane)) void fly(item);
	wakeLater(queue);
}

/**
 * Whether news just now is most likely about this phone's own write. Waiting a moment then lets the partner's phone ask
 * the server first.
 */
export function isEcho(now = steadyNow()): boolean {
	return flying.size > 0 || now - lastFlight < ECHO;
}

/** Flushes again; what cannot be read now is read at the next news. */
function goOn(): void {
	flush().catch(asProblem);
}

async function fly(item: Queued): Promise<void> {
	flying.add(item.lane);
	try {
		const outcome = await attempt(item);
		if (outcome !== "again" && outcome !== "sign_in") for (const lane of [ALL, item.lane]) holds.delete(lane);
	} catch (error) {
		// the outcome could not be stored, so the request is sent again
		hold(item.lane, asProblem(error));
	} finally {
		flying.delete(item.lane);
		lastFlight = steadyNow();
		goOn();
	}
}

/** Sends a request once. By the time it resolves with the outcome, all consequences are in IndexedDB. */
async function attempt(item: Queued): Promise<Outcome> {
	const born = life();
	const current = await markTried(item);
	if (!current) return "done";
	try {
		await answered(born, current, await deliver(current.method, current.path, current.body));
		return "done";
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		return failed(born, current, error);
	}
}

async function failed(born: number, item: Queued, problem: Problem): Promise<Outcome> {
	const outcome = outcomeOf(item.method, problem);
	if (outcome === "done") await answered(born, item, { answer: null, place: null });
	if (outcome === "again" || outcome === "sign_in") hold(item.lane, problem);
	// a 404 may mean that the partner has left
	if (outcome === "sign_in" || problem.status === 404) doubt();
	if (outcome === "old_key") return sealAgain(item, problem);
	if (outcome === "needs_you")
		await (kindOf(item.kind)?.over?.includes(problem.code) ? discard(item.seq) : refuse(item, problem));
	return outcome;
}

/**
 * Seals the words again under the new key, unnoticed by the person. Waits if the new key has not reached this phone.
 */
async function sealAgain(item: Queued, problem: Problem): Promise<Outcome> {
	const kind = kindOf(item.kind);
	if (!kind || !item.plain || item.edit === null) return refuse(item, problem).then(() => "needs_you");
	try {
		await syncKeys();
		const { record_id: id, space_id, edit, plain } = item;
		const { text, epoch } = await sealedBody(kind, { id, space_id, edit, sealed_by: ready().person_id, plain });
		if (epoch === item.epoch) throw localProblem("no_key", "The new key is on its way.");
		await change(item.seq, { body: text, epoch });
		return "old_key";
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		hold(item.lane, error);
		return "again";
	}
}

/**
 * Stores the server's answer, and deletes the request. If this phone had seen everything before its write, it has now
 * seen everything with it: the cursor moves, and the write is not fetched again.
 */
async function answered(born: number, item: Queued, { answer, place }: Delivered): Promise<void> {
	const { space_id, kind, record_id: id } = item;
	const view = isView(answer) && answer.id === id ? await openView(kind, answer) : null;
	await take({
		born,
		incoming: view ? [view] : [],
		gone: item.method === "DELETE" ? [{ space_id, kind, id }] : [],
		async also(transaction) {
			await transaction.objectStore("outbox").delete(item.seq);
			const meta = transaction.objectStore("meta");
			const whole = item.method === "DELETE" || (view && !view.lacks);
			if (place && whole && (await meta.get("cursor")) === place.before) await meta.put(place.after, "cursor");
			if (view || item.method === "DELETE") return;
			// an answer without a view: the server now has what was written here
			const row = await transaction.objectStore("records").get([space_id, kind, id]);
			const settled: Version | null = row?.mine ?? null;
			if (row && settled) await transaction.objectStore("records").put({ ...row, view: settled, mine: null });
		},
	});
	await rereadQueue();
	tell({ type: "outbox" });
}

/**
 * Marks that the server may have the request from now on. Null if it was withdrawn meanwhile. If the mark cannot be
 * stored, it is sent anyway.
 */
async function markTried(item: Queued): Promise<Queued | null> {
	let current: Queued | null = item;
	await ifStored(async () => {
		current = await change(item.seq, { tried: true });
	});
	return current;
}

async function change(seq: number, parts: Partial<OutboxItem>): Promise<Queued | null> {
	const transaction = await begin(life());
	const outbox = transaction.objectStore("outbox");
	const item = await outbox.get(seq);
	const changed = item && { ...item, ...parts };
	if (changed) await outbox.put(changed);
	await transaction.done;
	return changed && isQueued(changed) ? changed : null;
}

/**
 * Backs off: an error of one request holds its lane; a server that cannot be reached, or that wants a sign-in or fewer
 * requests, holds all lanes.
 */
function hold(lane: string, { code, status, retryAfter }: Problem): void {
	const held = (status === 0 && code !== "not_stored") || status === 401 || status === 429 || status > 500 ? ALL : lane;
	const failures = (holds.get(held)?.failures ?? 0) + 1;
	holds.set(held, {
		failures,
		until: steadyNow() + Math.max(retryAfter ?? 0, backoff(failures)),
		asked: retryAfter !== null,
	});
}

function heldUntil(lane: string): number {
	return Math.max(holds.get(ALL)?.until ?? 0, holds.get(lane)?.until ?? 0);
}

/** How long the request must still wait, in milliseconds. */
function waitOf(item: Queued): number {
	return Math.max(0, heldUntil(item.lane) - steadyNow(), restOf(item, wallNow()));
}

function wakeLater(queue: readonly Queued[]): void {
	clearTimeout(timer);
	const waits = queue.map(waitOf).filter((wait) => wait > 0);
	if (waits.length > 0) timer = setTimeout(goOn, Math.min(...waits) + 1);
}

function isView(value: unknown): value is Fields {
	return typeof value === "object" && value !== null && "id" in value;
}
