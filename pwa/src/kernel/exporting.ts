/**
 * What a person may take along, gathered from what this phone holds: their own words, and of the partner's only what
 * both share by its nature, such as rituals. A yes to an ask is in no export. The server is not asked.
 */

import { madeAt } from "./ids";
import { type Fields, local, type RecordRow } from "./local";
import { kindOf } from "./practice";
import { heldItems, laneOf } from "./queue";
import type { Words } from "./seal";
import { ready, whoIs } from "./session";

export interface Exported {
	readonly kind: string;
	readonly id: string;
	/** When it was made, epoch milliseconds; the server's word where the clock of the phone was ahead. */
	readonly made: number;
	/** `before`: who had a seat in the couple, or was the partner, before. */
	readonly by: "me" | "partner" | "both" | "before";
	/** Whether it was for oneself alone. */
	readonly audience: "me" | "us";
	readonly signals: Fields;
	readonly words: Words | null;
}

export interface Gathering {
	/** Between 0 and 1. */
	readonly onProgress: (share: number) => void;
	/** Gives up where it aborts; throws its reason. */
	readonly stop: AbortSignal;
}

const AT_ONCE = 100;

/** Everything, in the order of its making; screens stay alive meanwhile. */
export async function gather({ onProgress, stop }: Gathering): Promise<readonly Exported[]> {
	const me = ready().person_id;
	const rows = (await (await local()).getAll("records")).sort((a, b) => madeOf(a) - madeOf(b));
	const found: Exported[] = [];
	for (let start = 0; start < rows.length; start += AT_ONCE) {
		stop.throwIfAborted();
		found.push(...rows.slice(start, start + AT_ONCE).flatMap((row) => exported(row, me)));
		onProgress(Math.min(1, (start + AT_ONCE) / rows.length));
		await new Promise((resolve) => setTimeout(resolve));
	}
	return found;
}

function exported(row: RecordRow, me: string): readonly Exported[] {
	const { kind: name, id, space_id, view, mine, removed } = row;
	// what is being deleted is gone, though that can still be undone
	const held = heldItems.value.get(laneOf(space_id, name, id));
	const [kind, version] = [
		kindOf(name),
		removed || held?.method === "DELETE" ? null : held?.held === "delete" ? view : (mine ?? view),
	];
	if (!kind?.exported || !version) return [];
	const author = version.author_id ?? view?.author_id ?? null;
	if (kind.exported === "own" && author !== me) return [];
	const names = kind.sent ?? kind.signals;
	const signals = Object.fromEntries(names.map((signal) => [signal, version.fields[signal] ?? null]));
	const by = author === null ? "both" : (whoIs(author) ?? "before");
	const audience = space_id === me ? "me" : "us";
	return [{ kind: name, id, made: madeOf(row), by, audience, signals, words: version.words }];
}

function madeOf({ id, view, waiting }: RecordRow): number {
	const shown = Date.parse(String((view?.fields ?? waiting)?.shown_at));
	return Number.isNaN(shown) ? madeAt(id) : shown;
}
