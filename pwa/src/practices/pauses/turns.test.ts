/** Two quick taps: the second is about what the first changes, even while that is not stored yet. */

import { beforeEach, expect, it } from "vitest";
import { ana, ben } from "../../testing/paired";
import { meet } from "../../testing/stories";

const MINUTE = 60_000;

beforeEach(async () => {
	await ana.wake();
});

it("coming back ends a pause that has just been asked for", async () => {
	await Promise.all([ana.pauses.beginPause(), ana.pauses.endPause("back")]);
	expect(ana.pauses.myPause.value).toBeNull();
});

it("coming back ends an extension, with the unsent pause that it extends", async () => {
	await ana.pauses.pause();
	await Promise.all([ana.pauses.extend(20), ana.pauses.endPause("back")]);
	await meet(ana);
	await meet(ben);
	expect([ana.pauses.myPause.value, ben.pauses.theirPause.value]).toEqual([null, null]);
});

it("Undo undoes a pause with the length that was just chosen", async () => {
	await ana.pauses.pause();
	await Promise.all([ana.pauses.changeEnd(Date.now() + 60 * MINUTE), ana.pauses.undoPause()]);
	expect(ana.pauses.myPause.value).toBeNull();
});

it("the last length that is tapped counts", async () => {
	await ana.pauses.pause({ minutes: 20 });
	const { until = 0 } = ana.pauses.myPause.value ?? {};
	await Promise.all([ana.pauses.changeEnd(until + 40 * MINUTE), ana.pauses.changeEnd(until)]);
	expect(ana.pauses.myPause.value?.until).toBe(until);
});

it("each extension adds to the one before", async () => {
	await ana.pauses.pause({ minutes: 20 });
	const { until = 0 } = ana.pauses.myPause.value ?? {};
	await Promise.all([ana.pauses.extend(20), ana.pauses.extend(10)]);
	expect(Math.abs((ana.pauses.myPause.value?.until ?? 0) - until - 30 * MINUTE)).toBeLessThan(2000);
});
