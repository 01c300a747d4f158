/**
 * Accords in an export: those that both accepted, also after they ended or were replaced. What only one of the two has
 * said yes to is left out: it may be words of the partner's about the person that they never agreed on.
 */

import type { Words } from "../crypto/seal";
import { isSigned } from "../keys/signatures";
import type { Exported } from "../store/exporting";
import { type Fields, local, type RecordRow, type Version } from "../store/local";
import { readMeta } from "../store/meta";
import type { Kind } from "../store/practice";
import { acceptedIn } from "./accepted";

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
	const isAgreed = async ({ id, audience }: Exported): Promise<boolean> => {
		if (audience === "me") return true;
		const said = await acceptedIn(accords.get(id), acceptances.get(id), parts.acceptances);
		return said.includes(me ?? null) && new Set(said).size > 1 && !saidOf(refusals.get(id));
	};
	const kept = await Promise.all(records.map((record) => record.kind !== parts.of.name || isAgreed(record)));
	const agreed = records.filter((_, place) => kept[place]);
	const own = agreed.filter(({ kind }) => kind === parts.of.name);
	const replaced = new Set(own.map(({ signals }) => signals.replaces));
	const overOf = ({ id }: Exported): Fields => {
		const end = saidOf(ends.get(id));
		if (end || accords.get(id)?.view?.fields.state === "ended")
			return { state: "ended", ended_at: end?.fields.at ?? null };
		return replaced.has(id) ? { state: "replaced" } : {};
	};
	const unsalted = (record: Exported): Exported =>
		isSigned(parts.acceptances) ? { ...record, words: withoutSalt(record.words) } : record;
	return agreed.map((record) =>
		record.kind === parts.of.name ? { ...unsalted(record), signals: { ...record.signals, ...overOf(record) } } : record,
	);
}

/** Without the secret, nobody can check the words of a file against a signature. */
function withoutSalt(words: Words | null): Words | null {
	const { salt: _, ...said } = words ?? {};
	return words && said;
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
