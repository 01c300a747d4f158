/** Patterns on this phone, each with what both have said to it. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { type Said, saidTo } from "../../kernel/accords/agreed";
import type { Refusal } from "../../kernel/store/local";
import { type Shown, shown } from "../../kernel/store/records";
import { session } from "../../kernel/store/session";
import { PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERN_REFUSALS, PATTERNS } from "./kinds";
import { readPattern } from "./words";

export interface Pattern extends Said {
	readonly id: string;
	readonly space_id: string;
	readonly edit: number;
	/** The template it began as. */
	readonly template: string;
	readonly title: string;
	/** What it looks like for this person; may be empty, as for `theirs`. */
	readonly mine: string;
	/** What it looks like for the partner. */
	readonly theirs: string;
	/** Whose part nobody has written: an account that replaced the one of then. */
	readonly unwritten: { readonly mine: boolean; readonly theirs: boolean };
	/** What both do instead. */
	readonly instead: string;
	readonly problem: Refusal | null;
	readonly read_only: boolean;
}

const records = shown(PATTERNS);
const said = saidTo({ acceptances: PATTERN_ACCEPTANCES, refusals: PATTERN_REFUSALS, ends: PATTERN_ENDS });

/** All patterns of the couple that can be read, the newest first; the ended ones too. */
export const patterns: ReadonlySignal<readonly Pattern[]> = computed(() => records.value.flatMap(asPattern).reverse());

function asPattern(record: Shown): Pattern[] {
	const { value } = session;
	const words = readPattern(record.words);
	if (value.state !== "ready" || !value.couple || record.space_id !== value.couple.id || !words) return [];
	const { person_id, couple } = value;
	const { id, space_id, edit, problem, read_only, pending } = record;
	return [
		{
			...said(record, { edit, unsent: pending }),
			id,
			space_id,
			edit,
			problem,
			read_only,
			template: words.template,
			title: words.title,
			mine: words.looks[person_id] ?? "",
			theirs: words.looks[couple.partner_id] ?? "",
			unwritten: { mine: !(person_id in words.looks), theirs: !(couple.partner_id in words.looks) },
			instead: words.instead,
		},
	];
}
