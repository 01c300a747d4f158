/** The fake server's records: the edit rule, spaces' keys, tombstones, and one feed per reader. */

import { FakeProblem, type Json } from "./fake-problem";

interface Kept {
	body: Json;
	readonly author_id: string;
	/** The request that made each edit. */
	readonly digests: Map<number, string>;
}

interface Feed {
	generation: number;
	/** Deletions up to here are no longer known. */
	pruned: number;
	n: number;
	readonly rows: Map<string, { n: number; kind: string; space_id: string; id: string; body: Json | null }>;
}

export interface Space {
	readonly members: string[];
	epoch_id: string;
	number: number;
}

/** A kind as the API has it: what its view adds to the request. */
export interface FakeKind {
	readonly kind: string;
	/** Whether it has edits; else it is written once. */
	readonly edits: boolean;
	view(body: Json, id: string, author_id: string): Json;
}

export class FakeRecords {
	readonly spaces = new Map<string, Space>();
	readonly kept = new Map<string, Kept>();
	readonly tombstones = new Set<string>();
	readonly feeds = new Map<string, Feed>();
	private generations = 0;

	put(what: FakeKind, id: string, body: Json, person_id: string, digest: string): { status: number; body: Json } {
		const space_id = String(body.space_id);
		const space = this.spaceFor(space_id, person_id);
		const key = `${space_id}/${what.kind}/${id}`;
		const row = this.kept.get(key);
		const edit = what.edits ? Number(body.edit) : 1;
		if (row?.digests.get(edit) === digest) return { status: 200, body: row.body };
		if (this.tombstones.has(key)) throw new FakeProblem(410, "gone");
		if (!what.edits && row) throw new FakeProblem(409, "already_ended");
		const last = Number(row?.body.edit ?? 0);
		if (what.edits && !(edit > last && edit <= last + 1000)) throw new FakeProblem(412, "stale_edit");
		for (const field of ["words", "headline"]) this.refuseOldKey(space, body[field]);
		const author_id = row?.author_id ?? person_id;
		const view = { ...what.view(body, id, author_id), id, space_id };
		this.kept.set(key, { body: view, author_id, digests: new Map([...(row?.digests ?? []), [edit, digest]]) });
		this.publish(what.kind, space_id, id, view);
		return { status: row ? 200 : 201, body: view };
	}

	get(kind: string, id: string, person_id: string): Json {
		const found = [...this.kept].find(([key]) => key.endsWith(`/${kind}/${id}`) && this.isMember(key, person_id));
		if (!found) throw new FakeProblem(404, "not_found");
		return found[1].body;
	}

	delete(kind: string, id: string, person_id: string): void {
		const found = [...this.kept].find(([key]) => key.endsWith(`/${kind}/${id}`) && this.isMember(key, person_id));
		if (!found && [...this.tombstones].some((key) => key.endsWith(`/${kind}/${id}`))) return;
		if (!found) throw new FakeProblem(404, "not_found");
		const [space_id = ""] = found[0].split("/");
		this.kept.delete(found[0]);
		this.tombstones.add(found[0]);
		this.publish(kind, space_id, id, null);
	}

	publish(kind: string, space_id: string, id: string, body: Json | null): void {
		for (const person_id of this.spaces.get(space_id)?.members ?? [])
			this.tell(person_id, { kind, space_id, id, body });
	}

	/** One reader's view; null deletes it. */
	tell(person_id: string, row: { kind: string; space_id: string; id: string; body: Json | null }): void {
		const feed = this.feedOf(person_id);
		feed.n += 1;
		feed.rows.set(`${row.space_id}/${row.kind}/${row.id}`, { ...row, n: feed.n });
	}

	/** A malicious server: changes plain fields in a reader's views of these kinds. */
	lie(person_id: string, kinds: string, fields: Json): void {
		for (const { n: _, ...row } of [...this.feedOf(person_id).rows.values()]) {
			const { body } = row;
			if (!body || !row.kind.startsWith(kinds)) continue;
			const known = Object.entries(fields).filter(([name]) => body[name] != null);
			this.tell(person_id, { ...row, body: { ...body, ...Object.fromEntries(known) } });
		}
	}

	/** Where this person's feed stands. */
	cursor(person_id: string): string {
		const { generation, n } = this.feedOf(person_id);
		return `${generation}.${n}`;
	}

	changes(person_id: string, after: string | null, limit: number): Json {
		const feed = this.feedOf(person_id);
		const [generation, n] = (after ?? `${feed.generation}.0`).split(".").map(Number);
		if (after !== null && (n ?? 0) < feed.pruned) throw new FakeProblem(410, "long_away");
		if (generation !== feed.generation || (n ?? 0) > feed.n) throw new FakeProblem(410, "resync");
		const rows = [...feed.rows.values()].filter((row) => row.n > (n ?? 0)).sort((a, b) => a.n - b.n);
		const page = rows.slice(0, limit);
		const records: Record<string, Json[]> = {};
		for (const { kind, body } of page) if (body) records[kind] = [...(records[kind] ?? []), body];
		const gone = page.filter(({ body }) => body === null).map(({ kind, space_id, id }) => ({ kind, space_id, id }));
		return {
			cursor: `${feed.generation}.${rows.length > page.length ? page.at(-1)?.n : feed.n}`,
			more: rows.length > page.length,
			records,
			gone,
		};
	}

	/** Restores a backup: `keep` says which records it has. */
	restore(keep: (key: string, body: Json) => Json | null): void {
		this.generations += 1;
		for (const feed of this.feeds.values())
			Object.assign(feed, { generation: this.generations, n: 0, rows: new Map() });
		for (const [key, row] of [...this.kept]) {
			const body = keep(key, row.body);
			this.kept.delete(key);
			const [space_id = "", kind = "", ...id] = key.split("/");
			if (!body) continue;
			this.kept.set(key, { ...row, body, digests: new Map() });
			this.publish(kind, space_id, id.join("/"), body);
		}
	}

	/** Three months later: old deletions are no longer known. */
	prune(): void {
		this.tombstones.clear();
		for (const feed of this.feeds.values()) {
			for (const [key, { body }] of feed.rows) if (body === null) feed.rows.delete(key);
			feed.pruned = feed.n;
		}
	}

	/** The new account gets the views of the old one. */
	handOn(space_id: string, old_id: string, new_id: string): void {
		const [old, fresh] = [this.feedOf(old_id), this.feedOf(new_id)];
		for (const [key, row] of old.rows) {
			if (row.space_id !== space_id) continue;
			fresh.n += 1;
			fresh.rows.set(key, { ...row, n: fresh.n });
			old.rows.delete(key);
		}
	}

	forget(space_id: string): void {
		this.spaces.delete(space_id);
		for (const { rows } of this.feeds.values())
			for (const key of rows.keys()) if (key.startsWith(space_id)) rows.delete(key);
	}

	spaceFor(space_id: string, person_id: string): Space {
		const space = this.spaces.get(space_id);
		if (!space?.members.includes(person_id)) throw new FakeProblem(404, "not_found");
		return space;
	}

	private isMember(key: string, person_id: string): boolean {
		return this.spaces.get(key.split("/")[0] ?? "")?.members.includes(person_id) ?? false;
	}

	private feedOf(person_id: string): Feed {
		const feed = this.feeds.get(person_id) ?? { generation: this.generations, pruned: 0, n: 0, rows: new Map() };
		this.feeds.set(person_id, feed);
		return feed;
	}

	refuseOldKey(space: Space, envelope: unknown): void {
		if (typeof envelope === "object" && envelope !== null && "k" in envelope && envelope.k !== space.epoch_id)
			throw new FakeProblem(409, "old_key");
	}
}
