import { describe, expect, it } from "vitest";
import { type End, isEnded, over, readEnd, readStretch, running, type Stretch } from "./running";

const pause = (id: string, since: number, until: number): Stretch => ({
	id,
	author_id: "ana",
	since,
	until,
});
const end = (id: string, at: number, author_id = "ana"): End => ({ id, author_id, how: "back", talk_at: null, at });

describe("which pause counts", () => {
	it("is the one that ends last", () => {
		const [short, long] = [pause("1", 0, 60), pause("2", 10, 30)];
		expect(running([short, long], [], 20)).toBe(short);
		expect(running([long, short], [], 40)).toBe(short);
	});

	it("is the newest of those that end together", () => {
		const [first, further] = [pause("1", 0, 60), pause("2", 0, 60)];
		expect(running([first, further], [], 20)).toBe(further);
		expect(running([further, first], [], 20)).toBe(further);
	});

	it("is none before and after", () => {
		expect(running([pause("1", 0, 60)], [], 60)).toBeNull();
		expect(running([], [], 0)).toBeNull();
	});

	it("is not one that was ended, nor any its author made before that end", () => {
		const pauses = [pause("1", 0, 100), pause("2", 10, 50), pause("3", 30, 40)];
		expect(running(pauses, [end("2", 20)], 25)?.id).toBe("3");
		expect(running(pauses, [end("2", 35)], 36)).toBeNull();
	});

	it("is one made after the end", () => {
		expect(running([pause("1", 0, 100), pause("2", 30, 80)], [end("1", 20)], 40)?.id).toBe("2");
	});

	it("is not touched by the partner's end", () => {
		expect(running([pause("1", 0, 100)], [end("9", 50, "ben")], 60)?.id).toBe("1");
	});

	it("is ended by its own end, even if the clocks disagree", () => {
		expect(isEnded(pause("1", 100, 200), [end("1", 90)])).toBe(true);
	});
});

describe("a pause whose time is up", () => {
	it("waits for a word until one is said", () => {
		expect(over([pause("1", 0, 60)], [], 70)?.id).toBe("1");
		expect(over([pause("1", 0, 60)], [end("1", 80)], 90)).toBeNull();
	});

	it("does not wait while another runs", () => {
		expect(over([pause("1", 0, 60), pause("2", 10, 100)], [], 70)).toBeNull();
	});
});

describe("reading records", () => {
	const started = Date.parse("2026-11-23T20:00:00.000Z");

	it("takes what this phone wrote until the server has answered", () => {
		const stretch = readStretch("1", "ana", { started_at: "2026-11-23T20:00:00.000Z", duration_seconds: 600 });
		expect(stretch).toEqual({
			id: "1",
			author_id: "ana",
			since: started,
			until: started + 600_000,
		});
	});

	it("takes the server's times then", () => {
		const fields = {
			started_at: "2026-11-23T20:00:00.000Z",
			duration_seconds: 600,
			since: "2026-11-23T19:59:00.000Z",
			until: "2026-11-23T20:09:00.000Z",
		};
		expect(readStretch("1", "ana", fields)).toMatchObject({
			since: started - 60_000,
			until: started + 540_000,
		});
	});

	it("reads how somebody came back", () => {
		const talk_at = "2026-11-23T21:00:00.000Z";
		const fields = JSON.parse(`{"then":"talk_at","talk_at":"${talk_at}","at":"2026-11-23T20:10:00.000Z"}`);
		expect(readEnd("1", "ana", fields)).toEqual({
			id: "1",
			author_id: "ana",
			how: "talk_at",
			talk_at: started + 3_600_000,
			at: started + 600_000,
		});
	});
});
