import { expect, it } from "vitest";
import { ana } from "../../testing/paired";
import { authored } from "./authored";
import { firstIdAt } from "./ids";
import type { Shown } from "./records";

const HOUR = 3_600_000;

function made(changed: Partial<Shown>): Shown {
	const { person_id } = ana.session.ready();
	const state = { pending: false, stuck: false, problem: null, read_only: false };
	return {
		...state,
		...{ id: firstIdAt(Date.now() - HOUR), space_id: person_id, author_id: person_id },
		...{ edit: 1, fields: {}, words: {} },
		...changed,
	};
}

it("says who wrote it, for whom and when", () => {
	const { couple } = ana.session.ready();
	expect(authored(made({}))).toMatchObject({ by_me: true, audience: "me" });
	const theirs = authored(made({ space_id: couple?.id ?? "", author_id: couple?.partner_id ?? "" }));
	expect(theirs).toMatchObject({ by_me: false, audience: "us" });
});

it("is nothing of an earlier account, nor of a couple that has ended", async () => {
	const { couple } = ana.session.ready();
	const shared = made({ space_id: couple?.id ?? "" });
	expect(authored(made({ author_id: firstIdAt(1) }))).toBeNull();
	expect(authored(made({ author_id: null }))).toBeNull();
	expect(authored(shared)).toMatchObject({ by_me: true, audience: "us" });
	await ana.leaving.leave();
	expect(authored(shared)).toBeNull();
});

it("is not in the future, though a phone's clock was ahead", () => {
	const ahead = authored(made({ id: firstIdAt(Date.now() + HOUR) }));
	expect(ahead?.at).toBeLessThanOrEqual(Date.now());
});
