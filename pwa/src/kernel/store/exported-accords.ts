/**
 * Accords in an export: those that both accepted, also after they ended or were replaced. What only one of the two has
 * said yes to is left out: it may be words of the partner's about the person that they never agreed on.
 */

import type { Exported } from "./exporting";
import { type Fields, local, type RecordRow, type Version } from "./local";
import { readMeta } from "./meta";
import type { Kind } from "./practice";

/** The kinds of an accord; the records of all four have the accord's id. */
export interface AccordParts {
	readonly of: Kind;
	readonly acceptances: Kind;
	readonly refusals: Kind;
	readonly ends: Kind;
}

/**
 * The same records without the accords of this kind that not both accepted. One that is over says so among its signals:
 * `state` is "ended", with `ended_at` as the server said it or null, or "replaced".
 */
export async function agreedAlone(records: readonly Exported[], parts: AccordParts): Promise<readonly Exported[]> {
	const me = (await readMeta("identity"))?.person_id;
	const [accords, acceptances, refusals, ends] = await Promise.all([
		versions(parts.of),
		versions(parts.acceptances),
		versions(parts.refusals),
		versions(parts.ends),
	]);
	const isAgreed = ({ id, audience }: Exported): boolean => {
		if (audience === "me") return true;
		// with new terms that are not sent yet, the record itself says who has accepted them
		const said = accords.get(id)?.mine?.fields.accepted_by ?? saidOf(acceptances.get(id))?.fields.accepted_by;
		return Array.isArray(said) && said.includes(me) && said.length > 1 && !saidOf(refusals.get(id));
	};
	const agreed = records.filter((record) => record.kind !== parts.of.name || isAgreed(record));
	const own = agreed.filter(({ kind }) => kind === parts.of.name);
	const replaced = new Set(own.map(({ signals }) => signals.replaces));
	const overOf = ({ id }: Exported): Fields => {
		const end = saidOf(ends.get(id));
		if (end || accords.get(id)?.view?.fields.state === "ended")
			return { state: "ended", ended_at: end?.fields.at ?? null };
		return replaced.has(id) ? { state: "replaced" } : {};
	};
	return agreed.map((record) =>
		record.kind === parts.of.name ? { ...record, signals: { ...record.signals, ...overOf(record) } } : record,
	);
}

/** The rows of a kind by id, from this phone. */
async function versions({ name }: Kind): Promise<ReadonlyMap<string, RecordRow>> {
	const range = IDBKeyRange.bound([name], [name, "\uffff"]);
	const rows = await (await local()).getAllFromIndex("records", "kind", range);
	return new Map(rows.map((row) => [row.id, row]));
}

function saidOf(row: RecordRow | undefined): Version | null {
	return row && !row.removed ? (row.mine ?? row.view) : null;
}
