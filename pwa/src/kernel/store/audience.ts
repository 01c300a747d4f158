/** Who will see what a person says next: chosen before the tap, and kept from the last time. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type ChosenAudience, readMeta, writeMeta } from "./meta";
import { ready, session } from "./session";

export interface Audience {
	/** As last time with this partner; `me` with a new partner, or without one. */
	readonly now: ReadonlySignal<"me" | "us">;
	/** Does nothing while there is no partner. */
	choose(to: "me" | "us"): Promise<void>;
	/** Reads what was chosen last. */
	load(): Promise<void>;
}

/** The audience of one kind of record, stored under this name. */
export function audienceOf(name: "audience" | "wins_audience"): Audience {
	const chosen = signal<ChosenAudience | null>(null);
	return {
		now: computed(() => {
			const couple = session.value.state === "ready" ? session.value.couple : null;
			const last = chosen.value;
			return couple && last?.couple_id === couple.id && last.partner_id === couple.partner_id ? last.to : "me";
		}),
		async choose(to) {
			const { couple } = ready();
			if (!couple) return;
			chosen.value = { to, couple_id: couple.id, partner_id: couple.partner_id };
			await writeMeta(name, chosen.value);
		},
		async load() {
			chosen.value = (await readMeta(name)) ?? null;
		},
	};
}
