import { afterEach, expect, it, vi } from "vitest";
import { keepCheckIn } from "../../testing/check-ins";
import { ana } from "../../testing/paired";
import { closeScreen, wordsIn } from "../../testing/screen";
import { useOwnFeelings } from "./own-feelings";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);

const DAY = 86_400_000;

afterEach(() => {
	closeScreen();
});

it("are those of the last months, of which memory holds a few days", async () => {
	await keepCheckIn(ana, { at: Date.now() - 50 * DAY, feelings: ["wistful", "tired"] });
	await keepCheckIn(ana, { at: Date.now() - 90 * DAY, feelings: ["long ago"] });
	await ana.checkins.addDetails(await ana.checkins.checkIn(2), { feelings: ["far away"] });
	await ana.records.fillTables();
	expect(ana.checkins.mine.value).toHaveLength(1);
	const Words = () => <p>{useOwnFeelings().join(", ")}</p>;
	await vi.waitFor(() => expect(wordsIn(Words, "p")).toEqual(["far away, wistful"]));
});
