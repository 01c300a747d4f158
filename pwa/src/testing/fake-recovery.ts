/** The fake server's recoveries. */

import { FakeProblem, type Json } from "./fake-problem";

interface Slot {
	readonly space_id: string;
	readonly epoch_id: string;
}

interface Left {
	readonly person_id: string;
	readonly body: Json;
	readonly wraps: Map<string, unknown>;
}

export class FakeRecovery {
	/** By person. */
	readonly left = new Map<string, Left>();
	/** Seconds to wait, sent instead of a response. */
	wait: number | null = null;

	save(person_id: string, body: Json): Json {
		const entries = body.wraps as (Slot & { wrap: unknown })[];
		this.left.set(person_id, {
			person_id,
			body,
			wraps: new Map(entries.map((one) => [`${one.space_id}/${one.epoch_id}`, one.wrap])),
		});
		return {};
	}

	of(person_id: string, epochs: readonly Slot[]): Json | null {
		const left = this.left.get(person_id);
		if (!left) return null;
		const { id, key, signature, version = 1 } = left.body;
		const lacking = epochs
			.filter(({ space_id, epoch_id }) => !left.wraps.has(`${space_id}/${epoch_id}`))
			.map(({ space_id, epoch_id }) => ({ space_id, epoch_id }));
		return { id, key, signature, version, lacking };
	}

	give(person_id: string, slot: string, body: Json): void {
		const left = this.left.get(person_id);
		if (left?.body.id !== body.recovery_id) throw new FakeProblem(404, "not_found");
		left?.wraps.set(slot, body.wrap);
	}

	async proven(lookup: string, { version = 1, proof }: Json): Promise<string> {
		if (this.wait !== null) throw new FakeProblem(429, "slow_down", { "Retry-After": String(this.wait) });
		const left = [...this.left.values()].find(({ body }) => body.lookup === lookup && (body.version ?? 1) === version);
		const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(String(proof))));
		const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
		if (left?.body.proof_hash !== hash) throw new FakeProblem(404, "not_found");
		return left.person_id;
	}

	async opened(
		lookup: string,
		proof: Json,
		keys: (person_id: string) => { signing_key_sealed: unknown; more: boolean; epochs: readonly Slot[] },
	): Promise<Json> {
		const left = this.left.get(await this.proven(lookup, proof));
		const { signing_key_sealed, more, epochs } = keys(left?.person_id ?? "");
		const { id, sealed } = left?.body ?? {};
		const wrapped = epochs.map((epoch) => ({
			...epoch,
			wrap: left?.wraps.get(`${epoch.space_id}/${epoch.epoch_id}`) ?? null,
		}));
		return { id, sealed, signing_key_sealed, more, epochs: wrapped };
	}
}
