/**
 * Pauses in an export. A later end or another line makes another record; in an export they are one pause, as it ended.
 */

import { toInstant } from "../../kernel/store/clock";
import type { Exported } from "../../kernel/store/exporting";
import { local } from "../../kernel/store/local";
import { readMeta } from "../../kernel/store/meta";
import { PAUSE_ENDS, PAUSES } from "./kinds";
import { readEnd, readStretch, type Stretch } from "./running";

/** When the person's own pauses were ended, in epoch milliseconds, from this phone. */
export async function ownEnds(): Promise<readonly number[]> {
	const me = (await readMeta("identity"))?.person_id;
	const range = IDBKeyRange.bound([PAUSE_ENDS.name], [PAUSE_ENDS.name, "\uffff"]);
	const rows = await (await local()).getAllFromIndex("records", "kind", range);
	return rows.flatMap(({ id, view, mine }) => {
		const said = mine ?? view;
		return said && me !== undefined && said.author_id === me ? [readEnd(id, me, said.fields).at] : [];
	});
}

/** The same records, with one for each pause: its last line, and its length until it was over. */
export function asPauses(records: readonly Exported[], ends: readonly number[]): readonly Exported[] {
	const others = records.filter((record) => !isPause(record));
	const pauses = (["me", "us"] as const).flatMap((to) => {
		const own = records.filter((record) => isPause(record) && record.audience === to);
		return asOne(own.toSorted(byTime), ends);
	});
	return [...others, ...pauses].toSorted(byTime);
}

/** A pause that begins while the one before runs takes its place. */
function asOne(pauses: readonly Exported[], ends: readonly number[]): readonly Exported[] {
	const list: Exported[] = [];
	for (const next of pauses) {
		const last = list.at(-1);
		const [before, now] = [last && stretch(last), stretch(next)];
		const goesOn = last && before && now.since < endOf(before, ends);
		const whole = goesOn ? { since: before.since, until: Math.max(before.until, now.until) } : now;
		list.splice(goesOn ? -1 : list.length, 1, {
			...next,
			made: goesOn ? last.made : next.made,
			signals: lasting(whole),
		});
	}
	return list.map((pause) => {
		const { since, until } = stretch(pause);
		return { ...pause, signals: lasting({ since, until: endOf({ since, until }, ends) }) };
	});
}

type Span = Pick<Stretch, "since" | "until">;

/** When it ran out, or when the person ended it. */
function endOf({ since, until }: Span, ends: readonly number[]): number {
	return Math.min(until, ...ends.filter((at) => at >= since));
}

function stretch({ id, signals }: Exported): Span {
	return readStretch(id, "", signals);
}

function lasting({ since, until }: Span): Exported["signals"] {
	return { duration_seconds: Math.round((until - since) / 1000), started_at: toInstant(since) };
}

function isPause({ kind }: Exported): boolean {
	return kind === PAUSES.name;
}

function byTime(one: Exported, other: Exported): number {
	return one.made - other.made;
}
