import { expect, it } from "vitest";
import { type Exported, gather } from "../../kernel/store/exporting";
import { ana } from "../../testing/paired";
import { meet } from "../../testing/stories";
import { asPauses, ownEnds } from "./exporting";

const MINUTE = 60_000;
const T = Date.parse("2026-11-22T15:30:00Z");

function pause(started: number, minutes: number, line: string | null = null): Exported {
	return {
		kind: "pauses",
		id: `${started}/${minutes}/${line}`,
		made: T + started * MINUTE,
		by: "me",
		audience: "us",
		signals: { started_at: new Date(T + started * MINUTE).toISOString(), duration_seconds: minutes * 60 },
		words: line === null ? null : { line },
	};
}

/** When each began and how long it lasted, in minutes, with its line. */
function shown(records: readonly Exported[]): readonly unknown[] {
	return records.map(({ made, signals, words }) => [
		(made - T) / MINUTE,
		Number(signals.duration_seconds) / 60,
		words?.line ?? null,
	]);
}

it("is one pause with its last line, however often the line was changed", () => {
	const records = [
		pause(0, 30),
		{ ...pause(0, 30, "First"), made: T + 1000 },
		{ ...pause(0, 30, "Second"), made: T + 2000 },
	];
	expect(shown(asPauses(records, []))).toEqual([[0, 30, "Second"]]);
});

it("is one pause as long as it lasted, after it was made longer", () => {
	expect(shown(asPauses([pause(0, 30, "Soon"), pause(10, 50, "Soon")], []))).toEqual([[0, 60, "Soon"]]);
});

it("lasts until the person was back", () => {
	expect(shown(asPauses([pause(0, 30), pause(10, 50)], [T + 12 * MINUTE]))).toEqual([[0, 12, null]]);
});

it("is two pauses where one was over before the next began", () => {
	expect(shown(asPauses([pause(0, 30), pause(5, 30), pause(40, 20)], [T + 4 * MINUTE]))).toEqual([
		[0, 4, null],
		[5, 30, null],
		[40, 20, null],
	]);
	const apart = { ...pause(5, 30), audience: "me" } as const;
	expect(shown(asPauses([pause(0, 30), apart], []))).toHaveLength(2);
});

it("is one on the phone that paused, and other records stay as they are", async () => {
	await ana.checkins.checkIn(3);
	await ana.pauses.pause({ minutes: 20 });
	const { myPause } = ana.pauses;
	if (myPause.value) await ana.pauses.sayLine(myPause.value, "Soon");
	await ana.pauses.extend(20);
	await meet(ana);
	await ana.pauses.endPause("not_today");
	const records = await gather({ onProgress: () => undefined, stop: new AbortController().signal });
	expect(records.filter(({ kind }) => kind === "pauses")).toHaveLength(3);
	const once = asPauses(records, await ownEnds());
	expect(once.map(({ kind }) => kind)).toEqual(["check_ins", "pauses"]);
	expect(once[1]).toMatchObject({ by: "me", words: { line: "Soon" } });
	expect(Number(once[1]?.signals.duration_seconds)).toBeLessThan(60);
});
