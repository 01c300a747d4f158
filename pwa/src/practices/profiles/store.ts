/** Names on this phone. A name is sealed: the server never learns it, and the partner only when it is shared. */

import { computed, type ReadonlySignal } from "@preact/signals";
import { shown } from "../../kernel/store/records";
import { ready, session } from "../../kernel/store/session";
import { save } from "../../kernel/sync/write";
import { cutShort } from "../../kernel/text/cut-short";
import { PROFILES } from "./kinds";
import { readName } from "./words";

const records = shown(PROFILES);

/** Your own name as you gave it, shared or not. */
export const myName: ReadonlySignal<string | null> = computed(() => {
	if (session.value.state !== "ready") return null;
	const { person_id, couple } = session.value;
	return nameIn(person_id, person_id) ?? (couple ? nameIn(couple.id, person_id) : null);
});

/** Your own name as the partner can read it; null until it is shared. */
export const sharedName: ReadonlySignal<string | null> = computed(() => {
	if (session.value.state !== "ready" || !session.value.couple) return null;
	return nameIn(session.value.couple.id, session.value.person_id);
});

/** The name the partner shared, shortened to what fits on screens. */
export const theirName: ReadonlySignal<string | null> = computed(() => {
	if (session.value.state !== "ready" || !session.value.couple) return null;
	const name = nameIn(session.value.couple.id, session.value.couple.partner_id);
	return name && cutShort(name);
});

/** Saves the name for yourself, and in a couple for both. */
export async function saveName(name: string): Promise<void> {
	const { person_id, couple } = ready();
	await saveIn(person_id, name);
	if (couple) await saveIn(couple.id, name);
}

/** Saves a name that was typed here. An unchanged name that is only shown again is not shared. */
export async function saveTyped(name: string): Promise<void> {
	const typed = name.trim();
	if (typed && typed !== myName.value) await saveName(typed);
}

function nameIn(space_id: string, person_id: string): string | null {
	const record = records.value.find((one) => one.space_id === space_id && one.id === person_id);
	return readName(record?.words ?? null);
}

function saveIn(space_id: string, name: string): Promise<void> {
	return save(PROFILES, { id: ready().person_id, space_id, fields: {}, words: { name: name.trim() } });
}
