import { expect, it } from "vitest";
import { textOf } from "../kernel/sync/tray";
import { ana, server } from "../testing/paired";
import { meet } from "../testing/stories";
import { sayWhat, titleWords } from "./tray-words";

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
	expect(titleWords(item.kind, item.record_id)).toBe("What you are ready for: Touch");
	expect(sayWhat(item.mine, item.mine_fields)).toEqual(["Ready", "4 hours"]);
	expect(textOf(item)).toBe("");
});
