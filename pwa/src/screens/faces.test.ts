import { expect, it } from "vitest";
import { allKinds } from "../kernel/store/practice";
import { textOf } from "../kernel/sync/tray";
import { m } from "../paraglide/messages.js";
import { ana, server } from "../testing/paired";
import { meet } from "../testing/stories";
import { linesOf, loadFaces, recordFace } from "./faces";

const HOUR = 3_600_000;

it("says of a readiness that was refused what was chosen, and nothing of what is sealed for no eye", async () => {
	server.faults.push({ on: /PUT \/readiness/, as: { status: 409, code: "often_ready" } });
	await ana.readiness.sayReady([
		{ area: "touch", state: "ready", reveal: "mutual", until: Date.now() + 4 * HOUR, energy: 3 },
	]);
	await meet(ana);
	const item = ana.tray.tray.value[0];
	if (!item) throw new Error("nothing was refused");
	expect(item.mine).toHaveProperty("until");
	const face = recordFace(await loadFaces(), item.kind);
	expect(face.name(item.record_id)).toBe("What you are ready for: Touch");
	expect(linesOf(face, item.mine, item.mine_fields)).toEqual(["Ready", "4 hours"]);
	expect(textOf(item)).toBe("");
});

it("has a name for every kind, and a heading for every kind that is exported", async () => {
	const faces = await loadFaces();
	for (const { name, exported } of allKinds()) {
		const face = recordFace(faces, name);
		expect([name, face.name("id") === m.kind_other()]).toEqual([name, name === "readiness_matches"]);
		expect([name, face.heading !== undefined]).toEqual([name, exported !== undefined]);
	}
});

it("says of a kind that only a newer app knows what was typed", async () => {
	const face = recordFace(await loadFaces(), "kind_of_a_newer_app");
	expect(face.name("id")).toBe(m.kind_other());
	expect(linesOf(face, { note: "Quince", mood: 3 }, { state: "ready" })).toEqual(["Quince"]);
});
