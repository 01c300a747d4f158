/**
 * The contents of an export, gathered from this phone alone: the person's own words, and of the partner's only what
 * both share by its nature, such as rituals; of those the practices leave out what not both accepted, see
 * accords/exported-accords.ts. No export contains an ask, an answer or a readiness: none may be used to prove a yes.
 */

import { Problem } from "../browser/problem";
import type { Words } from "../crypto/seal";
import { madeAt } from "./ids";
import { type Fields, local, type RecordRow, type Version } from "./local";
import { readMeta } from "./meta";
import { kindOf } from "./practice";
import { heldItems, laneOf } from "./queue";
import { whoIs } from "./session";

export interface Exported {
	readonly kind: string;
	readonly id: string;
	/** When it was made, in epoch milliseconds; as corrected by the server if the phone's clock was ahead. */
	readonly made: number;
	/** `before`: an earlier account of either of the two, or a former partner. */
	readonly by: "me" | "partner" | "both" | "before";
	/** Whether it was for the person alone. */
	readonly audience: "me" | "us";
	/** It was for the person alone but for a part, of which a shared copy is left out. */
	readonly partly_shared?: true;
	readonly signals: Fields;
	readonly words: Words | null;
}

export interface Gathering {
	/** Between 0 and 1. */
	readonly onProgress: (share: number) => void;
	/** Cancels the export: `gather` then throws its reason. */
	readonly stop: AbortSignal;
}

const AT_ONCE = 100;

/** Gathers everything, oldest first, in slices, so that screens stay responsive. */
export async function gather({ onProgress, stop }: Gathering): Promise<readonly Exported[]> {
	const me = (await readMeta("identity"))?.person_id;
	// after a sign-out and the end of the account too, but on no empty phone
	if (me === undefined) throw new Problem("sign_in", 0, "Nobody is signed in on this phone.");
	const rows = (await (await local()).getAll("records")).sort(byAge);
	const named = rows.some(({ kind, id, space_id }) => kindOf(kind)?.keepsPartner && id === me && space_id !== me);
	const found: Exported[] = [];
	for (let start = 0; start < rows.length; start += AT_ONCE) {
		stop.throwIfAborted();
		found.push(...rows.slice(start, start + AT_ONCE).flatMap((row) => exported(row, me, named)));
		onProgress(Math.min(1, (start + AT_ONCE) / rows.length));
		await new Promise((resolve) => setTimeout(resolve));
	}
	return found;
}

/** `named`: the person's name went to a couple too, in a copy that is left out. */
function exported(row: RecordRow, me: string, named: boolean): readonly Exported[] {
	const { kind: name, id, space_id, view } = row;
	const kind = kindOf(name);
	const version = exportedVersion(row, me);
	if (!kind?.exported || !version) return [];
	const isUnread = kind.copied && !view;
	if (kind.keepsPartner && space_id !== me) return [];
	const author = version.author_id ?? view?.author_id ?? null;
	if (kind.exported === "own" && author !== me) return [];
	const names = kind.sent;
	const signals = Object.fromEntries(names.map((signal) => [signal, version.fields[signal] ?? null]));
	const by = whose(author, me);
	const audience = isUnread || (space_id === me && !(kind.keepsPartner && named)) ? "me" : "us";
	const said = version.words && kind.exportedWords ? kind.exportedWords(version.words) : version.words;
	const words = kind.keepsPartner ? withoutPartner(said) : said;
	if (kind.keepsPartner && !words) return [];
	return [{ kind: name, id, made: madeOf(row), by, audience, signals, words }];
}

/**
 * What is being deleted is left out, even if that can still be undone: the record, or only what was refused of it. A copy
 * is as the partner can read it.
 */
function exportedVersion({ kind, id, space_id, view, mine, removed }: RecordRow, me: string): Version | null {
	const held = heldItems.value.get(laneOf(space_id, kind, id));
	if (removed || held?.method === "DELETE") return null;
	if (held?.held === "delete") return view;
	return kindOf(kind)?.copied && space_id !== me ? (view ?? mine) : (mine ?? view);
}

/** Also on a phone that was signed out, where the session names nobody. */
function whose(author: string | null, me: string): Exported["by"] {
	if (author === null) return "both";
	return author === me ? "me" : (whoIs(author) ?? "before");
}

/** Without the partner's key. Null if nothing else was said. */
function withoutPartner(words: Words | null): Words | null {
	const { partner: _, ...said } = words ?? {};
	return Object.keys(said).length > 0 ? said : null;
}

/** Of the same time, as what hangs on a record has: the record first, since the other id begins with its id. */
function byAge(a: RecordRow, b: RecordRow): number {
	return madeOf(a) - madeOf(b) || (a.id < b.id ? -1 : 1);
}

function madeOf({ id, view, waiting }: RecordRow): number {
	const { at, shown_at } = view?.fields ?? waiting ?? {};
	const shown = Date.parse(String(shown_at));
	// a server can claim any time, but not one after what the phone sealed
	return Number.isNaN(shown) ? madeAt(id) : Math.min(shown, Date.parse(String(at)));
}
