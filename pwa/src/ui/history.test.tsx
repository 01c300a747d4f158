import { afterEach, expect, it, vi } from "vitest";
import { CHECK_INS } from "../practices/checkins/kinds";
import { keepCheckIn } from "../testing/check-ins";
import { ana } from "../testing/paired";
import { closeScreen, wordsIn } from "../testing/screen";
import { useAll, useHistory, useRecord } from "./history";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);

const DAY = 86_400_000;
const now = Date.now();

afterEach(() => {
	closeScreen();
});

/** Puts so many check-ins into the phone, one a day back from today; returns the id of the oldest. */
async function keepDays(many: number): Promise<string> {
	let last = "";
	for (let day = 0; day < many; day++) last = await keepCheckIn(ana, { at: now - day * DAY });
	return last;
}

it("shows the newest at once, and more until all are read", async () => {
	await keepDays(450);
	const seen = new Set<string>();
	const All = () => {
		const read = useAll(CHECK_INS);
		return <p>{read ? `${read.records.length} ${read.all}` : "nothing yet"}</p>;
	};
	const sees = (words: string) =>
		vi.waitFor(() => {
			for (const line of wordsIn(All, "p")) seen.add(line);
			expect(seen).toContain(words);
		});
	await sees("450 true");
	expect([...seen].slice(0, 1)).toEqual(["nothing yet"]);
	expect([...seen].slice(1, -1).every((words) => words.endsWith("false"))).toBe(true);
	// a change reads it anew, and the list does not get shorter meanwhile
	await ana.checkins.checkIn(4);
	seen.clear();
	await sees("451 true");
	expect([...seen].every((words) => words.endsWith("true"))).toBe(true);
});

it("shows a time, and one record of any age, until that is deleted", async () => {
	const oldest = await keepDays(400);
	const Some = () => <p>{`${useHistory(CHECK_INS, now - 10 * DAY, now - 4 * DAY)?.length}`}</p>;
	await vi.waitFor(() => expect(wordsIn(Some, "p")).toEqual(["6"]));
	closeScreen();
	const One = () => <p>{`${useRecord(CHECK_INS, oldest)?.length}`}</p>;
	await vi.waitFor(() => expect(wordsIn(One, "p")).toEqual(["1"]));
	await ana.checkins.remove(oldest);
	await vi.waitFor(() => expect(wordsIn(One, "p")).toEqual(["0"]));
});
